import { PasswordInput, Select, Textarea, TextInput } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { ApiProblem } from '#platform/web/api/problem.ts';
import { FormPanel } from '#platform/web/forms/FormPanel.tsx';
import { Label } from '#platform/web/forms/Label.tsx';
import { textField } from '#platform/web/forms/text-field.ts';
import { useForm } from '#platform/web/forms/use-form.ts';
import { Show, Shows } from './Show.tsx';

type Values = { title: string; body: string; password: string; kind: string };
const filled: Values = { title: '프린터가 멈췄습니다', body: '3층', password: 'secret', kind: 'a' };
const empty: Values = { title: '', body: '', password: '', kind: 'a' };
const labels = { title: '제목', body: '설명', password: '비밀번호', kind: '종류' };

/** Forms: as they begin, with what is missing, refused as a whole, and while they send. */
export const FormShow = () => (
  <Shows title="Forms">
    <Show name="Form">
      <TryForm initial={filled} outcome="none" />
    </Show>
    <Show name="Form, fields that need another look">
      <TryForm initial={empty} outcome="none" sent />
    </Show>
    <Show name="Form, refused as a whole">
      <TryForm initial={filled} outcome="refused" sent />
    </Show>
    <Show name="Form, sending">
      <TryForm initial={filled} outcome="never" sent />
    </Show>
  </Shows>
);

type TryFormProps = {
  readonly initial: Values;
  readonly outcome: 'none' | 'refused' | 'never';
  readonly sent?: boolean;
};

const TryForm = ({ initial, outcome, sent = false }: TryFormProps) => {
  const form = useForm<Values, true>({
    draft: null,
    initial,
    check: ({ title, password }) => ({
      ...(title === '' ? { title: '내용을 입력하세요.' } : {}),
      ...(password === '' ? { password: '8자 이상 쓰세요.' } : {}),
    }),
    send: async () => {
      if (outcome === 'refused') {
        throw new ApiProblem({ status: 503, code: 'http.unavailable' });
      }
      return outcome === 'never' ? await new Promise<true>(() => undefined) : true;
    },
    sent: () => undefined,
  });
  const tried = useRef(false);
  useEffect(() => {
    if (sent && !tried.current) {
      tried.current = true;
      form.submit();
    }
  }, [sent, form]);
  return (
    <FormPanel form={form} submit="요청 보내기" labels={labels}>
      <TextInput {...textField(form, 'title')} label={<Label>{labels.title}</Label>} description="한 문장으로" />
      <Textarea {...textField(form, 'body')} label={<Label optional>{labels.body}</Label>} />
      <PasswordInput {...textField(form, 'password')} label={<Label>{labels.password}</Label>} />
      <Select
        label={labels.kind}
        value={form.values.kind}
        onChange={(value) => form.set('kind', value ?? 'a')}
        data={[
          { value: 'a', label: '서비스 요청' },
          { value: 'b', label: '장애' },
        ]}
      />
    </FormPanel>
  );
};
