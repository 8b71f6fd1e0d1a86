import { useRouter } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useT } from '../i18n/i18n.ts';

/** Puts a function of the role matrix into words; one that no module has words for yet keeps its name. */
export const useFunctionText = (): ((name: string) => string) => {
  const t = useT();
  const { modules } = useRouter().options.context;
  return useCallback(
    (name) => {
      const words = modules.find(({ functions }) => functions?.[name] !== undefined)?.functions?.[name];
      return words === undefined ? name : t(words);
    },
    [modules, t],
  );
};
