import { expect, it } from 'vitest';
import type { NewTransition, TicketDetail } from '../contract.ts';
import type { LoadedTicket } from './api.ts';
import { MovedInPart, moveAll } from './move-all.ts';

const stand = (version: number): LoadedTicket => ({
  ticket: { id: 1, version } as TicketDetail,
  etag: `"${version}"`,
});
const again: NewTransition = { action: 'reopen', reason: '잘못 눌렀습니다.' };
const toKim: NewTransition = { action: 'assign', assigneeId: 7 };
/** A server that makes the moves up to one, which it refuses. */
const refusing = (refused: string | null) => {
  const etags: (string | null)[] = [];
  const move = async (_id: number, { action }: NewTransition, { etag }: { readonly etag: string | null }) => {
    etags.push(etag);
    if (action === refused) throw new Error(`not ${action}`);
    return stand(etags.length + 1);
  };
  return { etags, move };
};

it('makes one move after the other, each on what the one before it left', async () => {
  const { etags, move } = refusing(null);
  expect(await moveAll(1, [again, toKim], stand(1), move)).toEqual(stand(3));
  expect(etags).toEqual(['"1"', '"2"']);
});

it('says how far it came, what is missing and why', async () => {
  const failure = await moveAll(1, [again, toKim], stand(1), refusing('assign').move).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(MovedInPart);
  expect(failure).toMatchObject({ reached: stand(2), missing: toKim, cause: new Error('not assign') });
});

it('fails as the server said where nothing was moved', async () => {
  await expect(moveAll(1, [again, toKim], stand(1), refusing('reopen').move)).rejects.toThrow('not reopen');
});
