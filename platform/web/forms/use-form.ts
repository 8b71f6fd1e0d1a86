import { type FormEvent, useCallback, useId, useRef, useState } from 'react';
import { isProblem } from '../api/problem.ts';
import { useT } from '../i18n/i18n.ts';
import { fieldText } from '../i18n/problem-text.ts';
import { forgetSent, idempotencyKeyFor } from './send-once.ts';
import { useDraft } from './use-draft.ts';

export type FieldErrors<V> = Partial<Record<keyof V & string, string>>;
export type FormOptions<V extends object, R> = {
  /** The name of the draft; null for what must never be kept, such as passwords. */
  readonly draft: string | null;
  readonly initial: V;
  /** A field that no draft keeps: what was typed to confirm is typed anew each time. */
  readonly unkept?: keyof V & string;
  /** Says what is wrong with which field; looked at on leaving a field and on sending. */
  readonly check: (values: V) => FieldErrors<V>;
  /** Undefined: not finished yet, something more is asked for; the form stays as it is. */
  readonly send: (values: V, idempotencyKey: string) => Promise<R | undefined>;
  readonly sent: (result: R) => void;
};

export type Form<V extends object> = {
  readonly id: string;
  readonly values: V;
  readonly errors: FieldErrors<V>;
  /** What the server said about the whole; errors of single fields are in `errors`. */
  readonly problem: unknown;
  readonly sending: boolean;
  /** True once sending was tried: before that, errors stand only beside their fields. */
  readonly summary: boolean;
  readonly restored: boolean;
  readonly set: <F extends keyof V & string>(field: F, value: V[F]) => void;
  readonly leave: (field: keyof V & string) => void;
  readonly submit: (event?: FormEvent) => void;
  readonly clear: () => void;
};

/** The state of one form: a draft, what is wrong with it, and sending it exactly once. */
export const useForm = <V extends object, R>(options: FormOptions<V, R>): Form<V> => {
  const t = useT();
  const id = useId();
  const { initial, unkept } = options;
  const draft = useDraft<V>(options.draft, initial, (values) =>
    unkept === undefined ? values : { ...values, [unkept]: initial[unkept] },
  );
  const [errors, setErrors] = useState<FieldErrors<V>>({});
  const [problem, setProblem] = useState<unknown>(null);
  const [sending, setSending] = useState(false);
  const [summary, setSummary] = useState(false);
  const busy = useRef(false);

  const send = async (): Promise<void> => {
    busy.current = true;
    setSending(true);
    setProblem(null);
    try {
      const result = await options.send(draft.value, idempotencyKeyFor(draft.key, draft.value));
      if (result !== undefined) {
        forgetSent(draft.key);
        draft.clear();
        options.sent(result);
      }
    } catch (error) {
      const found = isProblem(error) ? namedErrors(draft.value, error.errors, (one) => fieldText(t, one)) : {};
      setErrors(found);
      setProblem(Object.keys(found).length === 0 ? error : null);
    } finally {
      busy.current = false;
      setSending(false);
    }
  };

  const submit = (event?: FormEvent): void => {
    event?.preventDefault();
    const found = options.check(draft.value);
    setErrors(found);
    setSummary(true);
    if (!busy.current && Object.keys(found).length === 0) {
      void send();
    }
  };

  const set = useCallback<Form<V>['set']>(
    (field, value) => {
      draft.set({ ...draft.value, [field]: value });
      setErrors(({ [field]: _gone, ...rest }) => rest as FieldErrors<V>);
      setSummary(false);
    },
    [draft],
  );
  const leave = (field: keyof V & string): void => {
    // What was not touched yet is not wrong yet; and a message that pushes the button away would swallow its click.
    if (draft.value[field] === options.initial[field]) {
      return;
    }
    const { [field]: message } = options.check(draft.value);
    setErrors(
      ({ [field]: _old, ...rest }) => (message === undefined ? rest : { ...rest, [field]: message }) as FieldErrors<V>,
    );
  };
  const { value: values, restored, clear } = draft;
  return { id, values, errors, problem, sending, summary, restored, set, leave, submit, clear };
};

/** The server's errors by field name; its paths are JSON pointers. One that names no field of ours is left out. */
const namedErrors = <V extends object>(
  values: V,
  found: readonly { readonly path: string; readonly code: string; readonly message: string }[],
  say: (error: { readonly path: string; readonly code: string; readonly message: string }) => string,
): FieldErrors<V> =>
  Object.fromEntries(
    found
      .map((error) => [error.path.replace(/^\/(body\/)?/, '').split('/')[0] ?? '', say(error)] as const)
      .filter(([field]) => field in values),
  ) as FieldErrors<V>;
