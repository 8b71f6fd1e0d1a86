import { useMemo, useState } from 'react';
import { useLanguage, useT } from '#platform/web/i18n/i18n.ts';
import { zoneDetail } from '#platform/web/i18n/zones.ts';
import facts from '#platform/web/ui/detail/Facts.module.css';
import { Fact } from '#platform/web/ui/detail/Facts.tsx';
import { ZonePicker } from '#platform/web/ui/pick/ZonePicker.tsx';
import styles from './Tenants.module.css';

type ZoneFactProps = {
  readonly zone: string;
  /** Null where it may not be changed. */
  readonly onChange: ((zone: string) => void) | null;
};

/** The time zone of an organization; typing finds another one where it stands. */
export const ZoneFact = ({ zone, onChange }: ZoneFactProps) => {
  const t = useT();
  const [open, setOpen] = useState(false);
  const label = t('Time zone');
  if (onChange === null) {
    return (
      <Fact label={label}>
        <ZoneWords id={zone} />
      </Fact>
    );
  }
  const choose = (next: string): void => (next === zone ? undefined : onChange(next));
  return (
    <Fact label={label}>
      {open ? (
        <div data-editor="">
          <ZonePicker
            ariaLabel={label}
            value={zone}
            onChange={choose}
            listWidth={340}
            autoFocus
            opened
            onClose={() => setOpen(false)}
          />
        </div>
      ) : (
        <button
          type="button"
          className={facts.value}
          title={t('Change {{what}}', { what: label })}
          onClick={() => setOpen(true)}
        >
          <ZoneWords id={zone} />
        </button>
      )}
    </Fact>
  );
};

const ZoneWords = ({ id }: { readonly id: string }) => {
  const language = useLanguage();
  const detail = useMemo(() => zoneDetail(id, language), [id, language]);
  return (
    <span>
      {id} <span className={styles.zone}>{detail}</span>
    </span>
  );
};
