import { IconUserCircle } from '@tabler/icons-react';
import { ChoiceFact } from '#platform/web/ui/detail/ChoiceFact.tsx';
import { DateFact } from '#platform/web/ui/detail/DateFact.tsx';
import { TimelineSkeleton } from '#platform/web/ui/detail/DetailSkeleton.tsx';
import { EditFact } from '#platform/web/ui/detail/EditFact.tsx';
import { Fact, Facts } from '#platform/web/ui/detail/Facts.tsx';
import { TagsFact } from '#platform/web/ui/detail/TagsFact.tsx';
import { Timeline, TimelineChange, TimelineMessage } from '#platform/web/ui/detail/Timeline.tsx';
import { Person } from '#platform/web/ui/Person.tsx';
import { Show, Shows } from './Show.tsx';

const at = new Date(Date.now() - 3_600_000).toISOString();
const nothing = (): void => undefined;
const choices = [
  { value: '1', label: '모두' },
  { value: '2', label: '일부 사람' },
];

/** The parts of a detail page. */
export const DetailShow = () => (
  <Shows title="Details">
    <Show name="Facts that can be changed">
      <FactsShow change={nothing} />
    </Show>
    <Show name="Facts that cannot">
      <FactsShow change={null} />
    </Show>
    <Show name="Timeline">
      <Timeline label="Conversation">
        <TimelineMessage author="김하나" me={false} at={at} tone="plain">
          냉장고 온도 센서가 꺼졌습니다.
        </TimelineMessage>
        <TimelineChange at={at} icon={<IconUserCircle size={16} stroke={1.75} />}>
          <b>박기술</b> 님이 요청을 맡았습니다.
        </TimelineChange>
        <TimelineMessage author="박기술" me at={at} tone="note" label="내부 메모">
          전원 어댑터 문제로 보입니다.
        </TimelineMessage>
        <TimelineMessage author="박기술" me at={at} tone="plain" state="보내는 중">
          {'아주긴낱말'.repeat(40)}
        </TimelineMessage>
      </Timeline>
    </Show>
    <Show name="Timeline, loading">
      <TimelineSkeleton />
    </Show>
  </Shows>
);

const FactsShow = ({ change }: { readonly change: (() => void) | null }) => (
  <Facts>
    <Fact label="담당자">
      <Person name="박기술" me />
    </Fact>
    <ChoiceFact label="영향" value="2" choices={choices} onChange={change} />
    <ChoiceFact label="분류" value={null} choices={choices} onChange={change} />
    <EditFact label="팀" shown="네트워크" text="네트워크" onChange={change} />
    <DateFact label="기한" at={at} onChange={change} />
    <TagsFact label="태그" tags={['프린터', '3층', 'VPN']} onChange={change} />
    <TagsFact label="태그" tags={[]} onChange={change} />
  </Facts>
);
