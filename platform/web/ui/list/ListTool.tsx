import type { ComponentPropsWithRef } from 'react';
import type { NavIcon } from '../../module.ts';
import styles from './FilterBar.module.css';

type ListToolProps = ComponentPropsWithRef<'button'> & {
  readonly icon: NavIcon;
  readonly label: string;
  /** Where only the picture stands, also on a wide screen. */
  readonly bare?: boolean;
};

/** A button in the line of tools above a list; on a phone only its picture. */
export const ListTool = ({ icon: Icon, label, bare = false, className = '', ...rest }: ListToolProps) => (
  <button type="button" className={`${styles.tool} ${className}`} aria-label={label} title={label} {...rest}>
    <Icon size={16} stroke={1.6} aria-hidden="true" />
    {bare ? null : <span>{label}</span>}
  </button>
);
