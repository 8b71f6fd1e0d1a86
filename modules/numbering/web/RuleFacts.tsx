import type { ReactNode } from 'react';
import { type Text, text, useT } from '#platform/web/i18n/i18n.ts';
import { Fact, Facts } from '#platform/web/ui/detail/Facts.tsx';
import { WordsSkeleton } from '#platform/web/ui/WordsSkeleton.tsx';
import type { NumberingRule, NumberPart } from '../contract.ts';
import styles from './Numbering.module.css';
import { overflowText, partWords, resetText, scopeWords, statusText } from './words.ts';

const labels = {
  numbers: text('Used for'),
  code: text('Code'),
  parts: text('Made of'),
  separator: text('Separator'),
  start: text('Starts at'),
  step: text('Counts by'),
  reset: text('Sequence'),
  full: text('When used up'),
  state: text('State'),
} satisfies Readonly<Record<string, Text>>;
type Name = keyof typeof labels;
const names = Object.keys(labels) as readonly Name[];

const FactLines = ({ values }: { readonly values: Readonly<Record<Name, ReactNode>> }) => {
  const t = useT();
  return (
    <Facts>
      {names.map((name) => (
        <Fact key={name} label={t(labels[name])}>
          {values[name]}
        </Fact>
      ))}
    </Facts>
  );
};

/** How the rule makes its numbers. */
export const RuleFacts = ({ rule }: { readonly rule: NumberingRule }) => {
  const t = useT();
  const { separator } = rule;
  return (
    <FactLines
      values={{
        numbers: scopeWords(t, rule),
        code: <code className={styles.code}>{rule.code}</code>,
        parts: (
          <ol className={styles.plain}>
            {rule.parts.map((part) => (
              <Part key={JSON.stringify(part)} part={part} />
            ))}
          </ol>
        ),
        separator: separator === '' ? t('nothing') : <code className={styles.code}>{separator}</code>,
        start: rule.start,
        step: rule.step,
        reset: t(resetText[rule.resetPeriod]),
        full: t(overflowText[rule.onOverflow]),
        state: t(statusText[rule.status]),
      }}
    />
  );
};

const Part = ({ part }: { readonly part: NumberPart }) => {
  const { says, code } = partWords(useT(), part);
  return (
    <li>
      {says} {code === null ? null : <code className={styles.code}>{code}</code>}
    </li>
  );
};

/** As many lines as the rules have that come with an organization. */
export const RuleFactsSkeleton = () => {
  const t = useT();
  const short = <WordsSkeleton like="1" />;
  return (
    <FactLines
      values={{
        numbers: <WordsSkeleton like={t('Service request')} />,
        code: <WordsSkeleton like="ticket.incident" />,
        parts: ['one', 'two', 'three'].map((key) => (
          <div key={key}>
            <WordsSkeleton like="Sequence" />
          </div>
        )),
        separator: short,
        start: short,
        step: short,
        reset: <WordsSkeleton like={t(resetText.yearly)} />,
        full: <WordsSkeleton like={t(overflowText.error)} />,
        state: <WordsSkeleton like={t(statusText.active)} />,
      }}
    />
  );
};
