import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { SimilarTicket } from '../similar/contract.ts';
import { similarQuery } from './api.ts';

const pauseMs = 200;
/** Characters; two are a word in Korean. */
const shortest = 2;
const longestTitle = 200;

/** Requests with a similar title, a moment after the last letter; with `answered` also those that are done. */
export const useSimilar = (typed: string, answered: boolean): readonly SimilarTicket[] => {
  const title = typed.trim().slice(0, longestTitle);
  const [asked] = useDebouncedValue(title, pauseMs);
  const isLongEnough = [...title].length >= shortest && [...asked].length >= shortest;
  const { data = [] } = useQuery({
    ...similarQuery(asked, answered),
    enabled: isLongEnough,
    placeholderData: keepPreviousData,
  });
  return isLongEnough ? data : [];
};
