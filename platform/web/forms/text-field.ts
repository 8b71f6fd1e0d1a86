import type { ChangeEvent } from 'react';
import type { Form } from './use-form.ts';

type TextFields<V> = { [K in keyof V]: V[K] extends string ? K : never }[keyof V] & string;

/** What an input of one text field needs. */
export const textField = <V extends object>(form: Form<V>, field: TextFields<V>) => ({
  id: `${form.id}-${field}`,
  name: field,
  value: form.values[field] as string,
  error: form.errors[field] ?? null,
  onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) =>
    form.set(field, event.currentTarget.value as V[typeof field]),
  onBlur: () => form.leave(field),
});
