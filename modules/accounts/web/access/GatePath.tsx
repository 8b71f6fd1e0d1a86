import { IconCheck, IconMinus, IconX } from '@tabler/icons-react';
import { type Text, type Translate, text, useT } from '#platform/web/i18n/i18n.ts';
import type { NavIcon } from '#platform/web/module.ts';
import { useFunctionText } from '#platform/web/session/use-function-text.ts';
import { useSession } from '#platform/web/session/use-session.ts';
import type { Meaning } from '#platform/web/ui/Badge.tsx';
import { gateWords } from '#platform/web/ui/gate-text.ts';
import { Notice } from '#platform/web/ui/Notice.tsx';
import { personName } from '#platform/web/ui/person-name.ts';
import type { ExplanationAnswer } from '../../contract.ts';
import styles from './Access.module.css';
import type { Question } from './api.ts';
import { factWords, gateQuestion, whyWords } from './gate-words.ts';

type Gate = ExplanationAnswer['gates'][number];
type GatePathProps = { readonly question: Question; readonly answer: ExplanationAnswer };

const looks: Readonly<
  Record<Gate['outcome'], { readonly icon: NavIcon; readonly word: Text; readonly meaning: Meaning }>
> = {
  passed: { icon: IconCheck, word: text('passed'), meaning: 'done' },
  refused: { icon: IconX, word: text('denied'), meaning: 'danger' },
  not_reached: { icon: IconMinus, word: text('not reached'), meaning: 'closed' },
};

/** The way of a question through the four gates, and where it ended. */
export const GatePath = ({ question, answer }: GatePathProps) => {
  const t = useT();
  const functionText = useFunctionText();
  const words = { name: personName(answer.user), what: functionText(question.action) };
  const stop = answer.gates.find(({ outcome }) => outcome === 'refused');
  return (
    <section aria-label={t('Answer')}>
      <div className={styles.verdict}>
        <Notice
          meaning={answer.allowed ? 'done' : 'danger'}
          role="status"
          title={verdictWords(t, answer.allowed, question.subject !== undefined, words)}
        >
          {stop === undefined ? null : `${gateWords(t, stop.gate)}: ${whyWords(t, stop.why)}`}
        </Notice>
      </div>
      <ol className={styles.path}>
        {answer.gates.map((gate) => (
          <GateStep key={gate.gate} gate={gate} answer={answer} />
        ))}
      </ol>
    </section>
  );
};

type Words = { readonly name: string; readonly what: string };

/** About the function as such, or about one thing: somebody may read requests, and not this one. */
const verdictWords = (t: Translate, allowed: boolean, one: boolean, words: Words): string => {
  if (one) {
    return allowed
      ? t('Yes: {{name}} has the permission “{{what}}” for this one.', words)
      : t('No: {{name}} does not have the permission “{{what}}” for this one.', words);
  }
  return allowed
    ? t('Yes: {{name}} has the permission “{{what}}”.', words)
    : t('No: {{name}} does not have the permission “{{what}}”.', words);
};

type GateStepProps = { readonly gate: Gate; readonly answer: ExplanationAnswer };

const GateStep = ({ gate, answer: { subjectName, user: person } }: GateStepProps) => {
  const t = useT();
  const { icon: Icon, word, meaning } = looks[gate.outcome];
  const asks = gateQuestion[gate.gate];
  const functionText = useFunctionText();
  const { actingTenant: here } = useSession();
  const facts = Object.entries(gate.facts).flatMap((fact) => {
    const found = factWords({ t, functionText, subjectName, here, person }, fact);
    return found === null ? [] : [found];
  });
  return (
    <li className={styles.gate} data-outcome={gate.outcome} data-meaning={meaning}>
      <div className={styles.rail}>
        <span className={styles.mark}>
          <Icon size={18} stroke={2} aria-hidden="true" />
        </span>
      </div>
      <div className={styles.body}>
        <div className={styles.title}>
          <strong>{gateWords(t, gate.gate)}</strong>
          <span className={styles.outcome}>{t(word)}</span>
        </div>
        {asks === undefined ? null : <p className={styles.question}>{t(asks)}</p>}
        <p>{whyWords(t, gate.why)}</p>
        {facts.length === 0 ? null : (
          <dl className={styles.facts}>
            {facts.map(([label, value]) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        )}
      </div>
    </li>
  );
};
