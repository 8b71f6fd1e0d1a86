import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import styles from './Lines.module.css';

type TicketLineProps = {
  readonly ticket: { readonly id: number; readonly number: string; readonly title: string };
  readonly picture: ReactNode;
  readonly end: ReactNode;
};

/** A ticket as one line of a short list: a link with a picture before its title and what matters of it at the end. */
export const TicketLine = ({ ticket: { id, number, title }, picture, end }: TicketLineProps) => (
  <li>
    <Link to="/tickets/$ticketId" params={{ ticketId: String(id) }} className={styles.line}>
      {picture}
      <span className={styles.title}>{title}</span>
      <span className={styles.number}>{number}</span>
      <span className={styles.end}>{end}</span>
    </Link>
  </li>
);
