import type { TicketActionName } from '#modules/tickets/contract.ts';
import type { Random } from './random.ts';

export type Scenario = {
  readonly for: readonly string[];
  readonly kind: 'service_request' | 'incident';
  readonly weight: number;
  readonly impact: 1 | 2 | 3;
  readonly urgency: 1 | 2 | 3;
  readonly category: string;
  readonly tags: readonly string[];
  readonly title: string;
  readonly body: string;
  readonly talk: readonly (readonly [who: string, text: string])[];
  readonly note: string | null;
  readonly resolution: string;
};

/** What somebody did to a ticket, and when. */
export type DemoStep = { readonly at: Date; readonly by: string } & (
  | { readonly does: 'comment' | 'note'; readonly body: string }
  | {
      readonly does: 'transition';
      readonly action: TicketActionName;
      readonly assignee?: string;
      readonly comment?: string;
      readonly reason?: string;
      readonly resolution?: string;
    }
);

type Life = {
  readonly requester: string;
  readonly staff: readonly string[];
  readonly createdAt: Date;
  readonly now: Date;
  readonly random: Random;
};
type Deed = DemoStep extends infer Step ? (Step extends DemoStep ? Omit<Step, 'at'> : never) : never;

const MINUTE = 60_000;
const DAY = 86_400_000;
const SETTLED_AFTER_DAYS = 9;

/** The story of one ticket up to `now`: steps that would lie in the future have not happened yet. */
export const lifeOf = (scenario: Scenario, life: Life): DemoStep[] => {
  const { random } = life;
  const worker = random.pick(life.staff);
  const ending = random.next();
  const deeds: Deed[] =
    ending < 0.03
      ? [{ does: 'transition', by: life.requester, action: 'cancel' }]
      : ending < 0.05
        ? [{ does: 'transition', by: worker, action: 'reject', reason: '같은 내용의 요청이 이미 있습니다.' }]
        : worked(scenario, life, worker);
  return stopWhereItStands(timed(deeds, life), life);
};

const worked = (scenario: Scenario, { requester, random }: Life, worker: string): Deed[] => {
  const talk = scenario.talk.map(
    ([who, body]): Deed => ({ does: 'comment', by: who === 'staff' ? worker : requester, body }),
  );
  const note: Deed[] = scenario.note === null ? [] : [{ does: 'note', by: worker, body: scenario.note }];
  return [
    ...(random.chance(0.4) ? ([{ does: 'transition', by: worker, action: 'triage' }] as Deed[]) : []),
    { does: 'transition', by: worker, action: 'assign', assignee: worker },
    { does: 'transition', by: worker, action: 'start' },
    ...talk.slice(0, 1),
    ...note,
    ...pause(worker, random),
    ...talk.slice(1),
    { does: 'transition', by: worker, action: 'resolve', resolution: scenario.resolution },
    ...ending(requester, worker, random),
  ];
};

const pause = (worker: string, random: Random): Deed[] => {
  if (random.chance(0.15)) {
    return [
      {
        does: 'transition',
        by: worker,
        action: 'wait_customer',
        comment: '확인하시고 답을 주시면 이어서 진행하겠습니다.',
      },
      { does: 'transition', by: worker, action: 'resume' },
    ];
  }
  if (random.chance(0.1)) {
    return [
      { does: 'transition', by: worker, action: 'wait_vendor', reason: '제조사에 문의하고 답을 기다립니다.' },
      { does: 'transition', by: worker, action: 'resume' },
    ];
  }
  return [];
};

const ending = (requester: string, worker: string, random: Random): Deed[] => {
  if (random.chance(0.06)) {
    return [
      { does: 'transition', by: requester, action: 'reopen', reason: '같은 증상이 다시 나타났습니다.' },
      { does: 'comment', by: worker, body: '다시 확인하겠습니다. 불편을 드려 죄송합니다.' },
      {
        does: 'transition',
        by: worker,
        action: 'resolve',
        resolution: '원인을 다시 찾아 고치고 하루 동안 지켜보았습니다.',
      },
    ];
  }
  return random.chance(0.75) ? [{ does: 'transition', by: requester, action: 'close' }] : [];
};

/** Most answers come within the hour; some people answer days later. */
const timed = (deeds: readonly Deed[], { createdAt, random }: Life): DemoStep[] => {
  let at = createdAt.getTime();
  return deeds.map((deed) => {
    const late = random.chance(0.12) ? random.between(600, 3600) : random.between(3, 90);
    at += late * MINUTE;
    return { ...deed, at: new Date(at) };
  });
};

/** Old tickets have run their course; young ones stand somewhere in the middle, so that there is work to do. */
const stopWhereItStands = (steps: readonly DemoStep[], { createdAt, now, random }: Life): DemoStep[] => {
  const past = steps.filter((step) => step.at < now);
  const age = (now.getTime() - createdAt.getTime()) / DAY;
  if (age > SETTLED_AFTER_DAYS && !random.chance(0.06)) return past;
  return past.slice(0, random.between(0, past.length));
};
