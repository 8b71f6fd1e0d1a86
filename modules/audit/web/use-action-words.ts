import { useRouter } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { type Text, useT } from '#platform/web/i18n/i18n.ts';
import { useFunctionText } from '#platform/web/session/use-function-text.ts';
import { actionText } from './words.ts';

/** Puts an action of the audit into words: a function of the role matrix in the matrix's own, anything else in ours. */
export const useActionWords = (): ((action: string) => string) => {
  const t = useT();
  const functionText = useFunctionText();
  return useCallback(
    (action) => {
      const known = actionText[action];
      return known === undefined ? functionText(action) : t(known);
    },
    [t, functionText],
  );
};

/** Every action that has words. */
export const useKnownActions = (): Readonly<Record<string, Text>> => {
  const { modules } = useRouter().options.context;
  return useMemo(() => Object.assign({}, ...modules.map(({ functions }) => functions ?? {}), actionText), [modules]);
};
