import { setTimeout as sleep } from 'node:timers/promises';
import { type Server, signIn } from '../peers/server.ts';

/** What is typed while a picture is taken. */
export const askedFor = {
  ko: {
    question: '재택근무 중 VPN이 끊어집니다',
    note: '공급사 장애 공지를 확인했습니다. 오후에 다시 시험합니다.',
    name: '배수진',
    login: 'bae@ilshin.demo',
  },
  en: {
    question: 'Meeting room Wi-Fi drops',
    note: 'The vendor has announced an outage. I try again this afternoon.',
    name: 'Alex Moon',
    login: 'moon@ilshin.demo',
  },
} as const;

type Items = { readonly items: readonly { readonly id: number }[] };

const get = ({ address }: Server, cookie: string, path: string): Promise<Response> =>
  fetch(`${address}/api${path}`, { headers: { cookie } });

/** Of the newest in this status the one that was talked about most: it shows what a conversation looks like. */
export const talkedAbout = async (server: Server, cookie: string, status: string): Promise<number> => {
  const { items } = (await (await get(server, cookie, `/tickets?status=${status}&limit=12`)).json()) as Items;
  const counted = await Promise.all(
    items.map(async ({ id }) => {
      const comments = (await (await get(server, cookie, `/tickets/${id}/comments`)).json()) as Items;
      return { id, count: comments.items.length };
    }),
  );
  return counted.toSorted((one, other) => other.count - one.count)[0]?.id ?? 1;
};

/** Some who are refused, so that the audit has something to show: by their role, and at the door of another organization. */
export const knock = async (server: Server): Promise<void> => {
  const customer = await signIn(server.address, 'kim@ilshin.demo');
  const stranger = await signIn(server.address, 'owner@pharm050.demo');
  const { items } = (await (await get(server, customer, '/tickets?limit=3')).json()) as Items;
  for (const path of ['/audit', '/users', '/numbering-rules']) {
    await get(server, customer, path);
  }
  for (const { id } of items) {
    await get(server, stranger, `/tickets/${id}`);
  }
  const administrator = await signIn(server.address, 'admin@ilshin.demo');
  for (let patience = 60; patience > 0; patience -= 1) {
    const answer = await get(server, administrator, '/audit?action=access.foreign_attempt');
    if (((await answer.json()) as Items).items.length > 0) {
      return;
    }
    await sleep(500);
  }
};
