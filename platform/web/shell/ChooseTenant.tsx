import { Button, Skeleton, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useT } from '../i18n/i18n.ts';
import { problemText } from '../i18n/problem-text.ts';
import { isComposing } from '../keys/composing.ts';
import { sortByNeed } from '../session/acting-tenants.ts';
import { switchTenant } from '../session/leave.ts';
import { can } from '../session/session.ts';
import { useActingTenants } from '../session/use-acting-tenants.ts';
import { useSession } from '../session/use-session.ts';
import { notify } from '../ui/notify.ts';
import { EmptyState, ErrorState } from '../ui/State.tsx';
import styles from './ChooseTenant.module.css';
import { TenantNotes } from './TenantNotes.tsx';
import { Tile } from './Tile.tsx';
import { useTenantNeeds } from './use-tenant-needs.ts';

const mostShown = 60;
const fewEnoughToSee = 12;

/** Staff of the provider begin their day here: the organizations they look after, one click away. */
export const ChooseTenant = ({ most = mostShown }: { readonly most?: number | undefined }) => {
  const t = useT();
  const session = useSession();
  const { actingTenant } = session;
  const [typed, setTyped] = useState('');
  const found = useActingTenants(typed);
  const needs = useTenantNeeds();
  const pending = found.pending || needs.isPending;
  const isElsewhere = ({ code }: { readonly code: string }): boolean => code !== actingTenant.code;
  const others = found.all.filter(isElsewhere);
  const fitting = sortByNeed(found.fitting.filter(isElsewhere), needs.data);
  const shown = needs.isPending ? [] : fitting.slice(0, most);
  const choose = (code: string): void => {
    switchTenant(code).catch((error: unknown) => notify({ meaning: 'danger', message: problemText(t, error) }));
  };
  if (found.error !== null) {
    return <ErrorState error={found.error} onRetry={found.retry} />;
  }
  if (!found.pending && others.length === 0) {
    return can(session, 'tenant.manage') ? (
      <EmptyState
        title={t('There is no organization yet')}
        action={
          <Button renderRoot={(props: object) => <Link to={'/admin/tenants/new' as string} {...props} />}>
            {t('Create the first organization')}
          </Button>
        }
      >
        {t('Organizations that you create show here at once.')}
      </EmptyState>
    ) : (
      <EmptyState title={t('No organization is yours to look after yet')}>
        {t('An administrator of the provider assigns organizations to you. They show here at once.')}
      </EmptyState>
    );
  }
  return (
    <div className={styles.choose}>
      <h2>{t('Where do you want to work?')}</h2>
      <p>{t('You are at the provider. The requests of an organization show when you work in it.')}</p>
      <FindTenant
        among={others.length}
        coming={pending}
        typed={typed}
        onType={setTyped}
        first={shown[0]?.code}
        onChoose={choose}
      />
      <ul className={styles.tenants} aria-busy={pending}>
        {pending && shown.length === 0
          ? Array.from({ length: fewEnoughToSee }, (_, shape) => (
              <li key={String(shape)}>
                <Skeleton h={54} radius="lg" />
              </li>
            ))
          : null}
        {shown.map(({ code, name }) => (
          <li key={code}>
            <button type="button" onClick={() => choose(code)}>
              <Tile code={code} name={name} />
              <span className={styles.words}>
                <span>{name}</span>
                <TenantNotes code={code} />
              </span>
            </button>
          </li>
        ))}
      </ul>
      {!pending && shown.length === 0 ? <p>{t('No organization of that name')}</p> : null}
      <Further unknown={found.more} count={pending ? 0 : fitting.length - shown.length} />
    </div>
  );
};

type FindTenantProps = {
  /** How many there are to choose from, as far as they are here. */
  readonly among: number;
  readonly coming: boolean;
  readonly typed: string;
  readonly onType: (typed: string) => void;
  /** What Enter chooses. */
  readonly first: string | undefined;
  readonly onChoose: (code: string) => void;
};

/** Only where there are too many to see at once; until that is known its place is kept. */
const FindTenant = ({ among, coming, typed, onType, first, onChoose }: FindTenantProps) => {
  const t = useT();
  if (among <= fewEnoughToSee) {
    return coming ? <Skeleton h={36} /> : null;
  }
  return (
    <TextInput
      aria-label={t('Find an organization')}
      placeholder={t('Find an organization')}
      value={typed}
      onChange={(event) => onType(event.currentTarget.value)}
      onKeyDown={(event) => {
        // An Enter that ends a Hangul syllable is not one that chooses.
        if (event.key === 'Enter' && !isComposing(event.nativeEvent) && typed.trim() !== '' && first !== undefined) {
          onChoose(first);
        }
      }}
    />
  );
};

type FurtherProps = {
  /** There are more than were counted. */
  readonly unknown: boolean;
  readonly count: number;
};

/** How many fit that are not shown. */
const Further = ({ unknown, count }: FurtherProps) => {
  const t = useT();
  return unknown || count > 0 ? (
    <p className={styles.further}>
      {unknown
        ? t('There are more. Type a part of the name to find them.')
        : t('{{count}} more. Type a part of the name to find them.', { count })}
    </p>
  ) : null;
};
