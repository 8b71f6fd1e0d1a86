import { Link } from '@tanstack/react-router';
import { useT } from '#platform/web/i18n/i18n.ts';
import { useSession } from '#platform/web/session/use-session.ts';
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
      <Fact label={t('Time')}>
        <When at={entry.at} exact />
      </Fact>
      <Fact label={t('Time (UTC)')}>{code(entry.at.replace('T', ' '))}</Fact>
      <Fact label={t('User')}>
        {actor.login === null || actor.login === '' ? t('Unknown') : <More actor={actor.login} />}
      </Fact>
      <Fact label={t('Home organization')}>
        {actor.tenantCode === '*' ? t('Provider') : actor.tenantCode || t('Unknown')}
      </Fact>
      {onBehalfOf === null ? null : <Fact label={t('Acting for')}>{t('User {{id}}', { id: onBehalfOf })}</Fact>}
      <Fact label={t('Subject')}>
        <Subject entry={entry} />
      </Fact>
      {repeats > 1 ? <Fact label={t('Repeated')}>{t('{{count}} times', { count: repeats })}</Fact> : null}
      <Fact label={t('Channel')}>{t(channelText[channel])}</Fact>
      <Fact label={t('IP address')}>{code(entry.address)}</Fact>
      <Fact label={t('API request')}>{code(entry.method === null ? null : `${entry.method} ${entry.path ?? ''}`)}</Fact>
      <Fact label={t('Reference')}>{code(entry.requestId)}</Fact>
    </Facts>
  );
};

const code = (value: string | null) => (value === null ? '–' : <code className={styles.code}>{value}</code>);

const More = ({ actor }: { readonly actor: string }) => {
  const t = useT();
  return (
    <Link to="/admin/audit" search={{ actor }} title={t('All entries of this person')}>
      <Login login={actor} />
    </Link>
  );
};

/** Where there is no room for all of a login, it is parted before the @. */
const Login = ({ login }: { readonly login: string }) => {
  const at = login.lastIndexOf('@');
  return at <= 0 ? (
    login
  ) : (
    <>
      {login.slice(0, at)}
      <wbr />
      {login.slice(at)}
    </>
  );
};

/** Pages of things that can be opened from here. */
const pages: Readonly<Record<string, string>> = { ticket: '/tickets/', numbering_rule: '/admin/numbering/' };

const Subject = ({ entry }: { readonly entry: AuditEntry }) => {
  const t = useT();
  const { actingTenant } = useSession();
  const { subject, reason } = entry;
  if (subject === null) {
    return '–';
  }
  const words = subjectWords(t, entry, actingTenant);
  const page = pages[subject.type];
  const isThere = reason !== 'not_there' && subject.id !== null && subject.id !== '';
  const about = isThere ? `${subject.type}:${subject.id}` : subject.type;
  return (
    <>
      {page !== undefined && isThere ? <Link to={`${page}${subject.id}` as string}>{words}</Link> : words}
      <span className={styles.links}>
        <Link to="/admin/audit" search={{ subject: about }}>
          {t('All entries about it')}
        </Link>
      </span>
    </>
  );
};
