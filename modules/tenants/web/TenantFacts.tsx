import { type Translate, useLanguage, useT } from '#platform/web/i18n/i18n.ts';
import { ChoiceFact, None } from '#platform/web/ui/detail/ChoiceFact.tsx';
import { EditFact } from '#platform/web/ui/detail/EditFact.tsx';
import { Fact, Facts } from '#platform/web/ui/detail/Facts.tsx';
import { When } from '#platform/web/ui/When.tsx';
import type { OwnTenantChange, Tenant, TenantChange } from '../contract.ts';
import { formatBusinessNumber, isBusinessNumber } from './business-number.ts';
import { tenantKinds } from './search.ts';
import { type ContactField, contactFields, contactText, kindText, monthText } from './words.ts';
import { ZoneFact } from './ZoneFact.tsx';

type TenantFactsProps = {
  readonly tenant: Tenant;
  /** Null where nothing may be changed any more. */
  readonly onChange: ((patch: OwnTenantChange) => void) | null;
  /** Null for whoever may not change what kind of organization it is. */
  readonly onKind: ((kind: NonNullable<TenantChange['kind']>) => void) | null;
};

/** The facts of an organization, each changed where it stands. */
export const TenantFacts = ({ tenant, onChange, onKind }: TenantFactsProps) => {
  const t = useT();
  return (
    <Facts>
      <Fact label={t('Code')}>{tenant.code}</Fact>
      <EditFact
        label={t('Name')}
        shown={tenant.name}
        text={tenant.name}
        check={(typed) => (typed.trim() === '' ? t('Fill this in.') : null)}
        onChange={onChange && ((name) => onChange({ name: name.trim() }))}
      />
      <ChoiceFact
        label={t('Kind')}
        value={tenant.kind}
        shown={t(kindText[tenant.kind])}
        choices={tenantKinds.map((value) => ({ value, label: t(kindText[value]) }))}
        onChange={onKind && ((kind) => onKind(kind as NonNullable<TenantChange['kind']>))}
      />
      <BusinessNumberFact tenant={tenant} onChange={onChange} />
      <CalendarFacts tenant={tenant} onChange={onChange} />
      {contactFields.map((field) => (
        <ContactFact key={field} field={field} tenant={tenant} onChange={onChange} />
      ))}
      <Fact label={t('Created on')}>
        <When at={tenant.createdAt} day />
      </Fact>
      <Fact label={t('Last updated')}>
        <When at={tenant.updatedAt} />
      </Fact>
    </Facts>
  );
};

type PartProps = Pick<TenantFactsProps, 'tenant' | 'onChange'>;

const BusinessNumberFact = ({ tenant: { businessNumber }, onChange }: PartProps) => {
  const t = useT();
  const shown = businessNumber === null ? '' : formatBusinessNumber(businessNumber);
  return (
    <EditFact
      label={t('Business number')}
      shown={shown === '' ? <None /> : shown}
      text={shown}
      check={(typed) =>
        typed.trim() === '' || isBusinessNumber(typed)
          ? null
          : t('Ten digits, of which the last one has to fit the others.')
      }
      onChange={
        onChange && ((typed) => onChange({ businessNumber: typed.trim() === '' ? null : formatBusinessNumber(typed) }))
      }
    />
  );
};

const CalendarFacts = ({ tenant: { timeZone, fiscalYearStart }, onChange }: PartProps) => {
  const t = useT();
  const language = useLanguage();
  return (
    <>
      <ZoneFact zone={timeZone} onChange={onChange && ((zone) => onChange({ timeZone: zone }))} />
      <ChoiceFact
        label={t('Fiscal year from')}
        value={String(fiscalYearStart)}
        choices={Array.from({ length: 12 }, (_, at) => ({ value: String(at + 1), label: monthText(at + 1, language) }))}
        onChange={onChange && ((month) => onChange({ fiscalYearStart: Number(month) }))}
      />
    </>
  );
};

const ContactFact = ({ field, tenant: { contact }, onChange }: PartProps & { readonly field: ContactField }) => {
  const t = useT();
  const value = typeof contact[field] === 'string' ? contact[field] : '';
  const change = (typed: string): void => {
    const { [field]: _before, ...others } = contact;
    const next = typed.trim();
    onChange?.({ contact: next === '' ? others : { ...others, [field]: next } });
  };
  return (
    <EditFact
      label={t(contactText[field])}
      shown={value === '' ? <None /> : value}
      text={value}
      check={(typed) => checkContact(t, field, typed.trim())}
      onChange={onChange && change}
    />
  );
};

const checkContact = (t: Translate, field: ContactField, typed: string): string | null =>
  field === 'email' && typed !== '' && !/^\S+@\S+$/.test(typed) ? t('This is not written the right way.') : null;
