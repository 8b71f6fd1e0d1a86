import { endOfDay, formatDate } from '../../i18n/dates.ts';
import { useLanguage } from '../../i18n/i18n.ts';
import { useZone } from '../../session/use-session.ts';
import { When } from '../When.tsx';
import { None } from './ChoiceFact.tsx';
import { EditFact } from './EditFact.tsx';

type DateFactProps = {
  readonly label: string;
  readonly at: string | null;
  readonly onChange: ((at: string | null) => void) | null;
};

/** A day as the tenant counts days; what is kept is its last moment. */
export const DateFact = ({ label, at, onChange }: DateFactProps) => {
  const zone = useZone();
  const language = useLanguage();
  return (
    <EditFact
      label={label}
      type="date"
      shown={at === null ? <None /> : <When at={at} exact />}
      text={at === null ? '' : formatDate(at, zone, language)}
      onChange={onChange && ((typed) => onChange(typed === '' ? null : endOfDay(typed, zone)))}
    />
  );
};
