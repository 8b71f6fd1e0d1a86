import { Link } from '@tanstack/react-router';
import { useT } from '#platform/web/i18n/i18n.ts';
import { Fact, Facts } from '#platform/web/ui/detail/Facts.tsx';
import { When } from '#platform/web/ui/When.tsx';
import type { AuditEntry } from '../contract.ts';
import styles from './Audit.module.css';
import { channelText, subjectWords } from './words.ts';

/** Who, from where and through what; each leads to more of its kind. */
export const EntryFacts = ({ entry }: { readonly entry: AuditEntry }) => {
  const t = useT();
  const { actor, onBehalfOf, channel, repeats } = entry;
  return (
    <Facts>
      <Fact label={t('When')}>
        <When at={entry.at} exact />
      </Fact>
      <Fact label={t('Exact time (UTC)')}>{code(entry.at.replace('T', ' '))}</Fact>
      <Fact label={t('Who')}>
        {actor.login === null || actor.login === '' ? t('Unknown') : <More actor={actor.login} />}
      </Fact>
      <Fact label={t('Belongs to')}>{actor.tenantCode === '*' ? t('Provider') : actor.tenantCode || t('Unknown')}</Fact>
      {onBehalfOf === null ? null : <Fact label={t('In whose name')}>{t('User {{id}}', { id: onBehalfOf })}</Fact>}
      <Fact label={t('Subject')}>
        <Subject entry={entry} />
      </Fact>
      {repeats > 1 ? <Fact label={t('How often')}>{t('{{count}} times', { count: repeats })}</Fact> : null}
      <Fact label={t('Channel')}>{t(channelText[channel])}</Fact>
      <Fact label={t('Network address')}>{code(entry.address)}</Fact>
      <Fact label={t('Call')}>{code(entry.method === null ? null : `${entry.method} ${entry.path ?? ''}`)}</Fact>
      <Fact label={t('Reference')}>{code(entry.requestId)}</Fact>
    </Facts>
  );
};

const code = (value: string | null) => (value === null ? '–' : <code className={styles.code}>{value}</code>);

const More = ({ actor }: { readonly actor: string }) => {
  const t = useT();
  return (
    <Link to="/admin/audit" search={{ actor }} title={t('All of this person')}>
      {actor}
    </Link>
  );
};

/** Pages of things that can be opened from here. */
const pages: Readonly<Record<string, string>> = { ticket: '/tickets/', numbering_rule: '/admin/numbering/' };

const Subject = ({ entry: { subject, reason } }: { readonly entry: AuditEntry }) => {
  const t = useT();
  if (subject === null) {
    return '–';
  }
  const words = subjectWords(t, subject);
  const page = pages[subject.type];
  const isThere = reason !== 'not_there' && subject.id !== null && subject.id !== '';
  const about = isThere ? `${subject.type}:${subject.id}` : subject.type;
  return (
    <>
      {page !== undefined && isThere ? <Link to={`${page}${subject.id}` as string}>{words}</Link> : words}
      <span className={styles.links}>
        <Link to="/admin/audit" search={{ subject: about }}>
          {t('All about it')}
        </Link>
      </span>
    </>
  );
};
