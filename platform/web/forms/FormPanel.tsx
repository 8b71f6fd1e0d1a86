import { Button } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { isProblem } from '../api/problem.ts';
import { useT } from '../i18n/i18n.ts';
import { problemText } from '../i18n/problem-text.ts';
import { Keys } from '../ui/Keys.tsx';
import { Notice } from '../ui/Notice.tsx';
import { RequestId } from '../ui/StateFrame.tsx';
import styles from './Form.module.css';
import type { Form } from './use-form.ts';

type FormPanelProps<V extends object> = {
  readonly form: Form<V>;
  /** What happens when it is sent: "요청 보내기". */
  readonly submit: string;
  readonly labels: Readonly<Record<keyof V & string, string>>;
  readonly secondary?: ReactNode;
  readonly children: ReactNode;
  readonly wide?: boolean;
  /** What to say above the reason when it was refused as a whole. */
  readonly failed?: string;
};

/** The anatomy of every form: what is wrong summed up on top as links, fields in one column, one button that says what it does. */
export const FormPanel = <V extends object>({
  form,
  submit,
  labels,
  secondary,
  children,
  wide = false,
  failed,
}: FormPanelProps<V>) => {
  const send = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.submit();
    }
  };
  return (
    <form className={styles.form} onSubmit={form.submit} onKeyDown={send} noValidate>
      <ErrorSummary form={form} labels={labels} failed={failed} />
      {children}
      <div className={styles.foot} data-wide={wide || undefined}>
        <Button
          type="submit"
          size="sm"
          loading={form.sending}
          fullWidth={wide}
          aria-keyshortcuts="Control+Enter Meta+Enter"
        >
          {submit}
        </Button>
        {wide ? null : <Keys keys="mod+Enter" />}
        {secondary}
      </div>
    </form>
  );
};

type ErrorSummaryProps<V extends object> = Pick<FormPanelProps<V>, 'form' | 'labels'> & {
  readonly failed: string | undefined;
};

/** Takes the focus when it appears after sending, so that nobody searches for what went wrong. */
const ErrorSummary = <V extends object>({ form, labels, failed }: ErrorSummaryProps<V>) => {
  const t = useT();
  const box = useRef<HTMLDivElement>(null);
  const fields = Object.entries(form.errors) as [keyof V & string, string][];
  const shown = form.summary && (form.problem !== null || fields.length > 0);
  useEffect(() => {
    if (shown) {
      box.current?.focus();
    }
  }, [shown]);
  if (!shown) {
    return null;
  }
  const title =
    fields.length === 0
      ? (failed ?? t('It was not sent'))
      : t('{{count}} fields need another look', { count: fields.length });
  return (
    <div ref={box} tabIndex={-1} className={styles.summary}>
      <Notice meaning="danger" title={title} role="alert">
        {form.problem === null ? null : problemText(t, form.problem)}
        {isProblem(form.problem) && form.problem.status >= 500 ? <RequestId id={form.problem.requestId} /> : null}
        {fields.length === 0 ? null : (
          <ul>
            {fields.map(([field, message]) => (
              <li key={field}>
                <a href={`#${form.id}-${field}`} onClick={(event) => focusField(event, `${form.id}-${field}`)}>
                  {labels[field]}
                </a>
                : {message}
              </li>
            ))}
          </ul>
        )}
      </Notice>
    </div>
  );
};

const focusField = (event: { preventDefault: () => void }, id: string): void => {
  event.preventDefault();
  document.getElementById(id)?.focus();
};
