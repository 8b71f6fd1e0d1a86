import { Button } from '@mantine/core';
import { ApiProblem } from '#platform/web/api/problem.ts';
import { NotFound } from '#platform/web/ui/NotFound.tsx';
import { EmptyState, ErrorState } from '#platform/web/ui/State.tsx';
import { Loaded } from '#platform/web/ui/section/Loaded.tsx';
import { Section, SectionEmpty } from '#platform/web/ui/section/Section.tsx';
import { Show, Shows } from './Show.tsx';

const requestId = 'req-7f3a91c2d40e';
const failed = new ApiProblem({ status: 500, code: 'http.internal', requestId });
const refused = new ApiProblem({ status: 403, code: 'access.role_lacks_function', requestId });
const offline = new ApiProblem({ status: 0, code: 'web.offline' });
const nothing = (): void => undefined;
const asked = { data: undefined, error: null, isFetching: true, refetch: async () => undefined };
const more = (
  <Button variant="default" onClick={nothing}>
    새 키
  </Button>
);

/** What stands where something else should be: nothing, an error, a refusal, what is on its way. */
export const StateShow = () => (
  <Shows title="States">
    <Show name="EmptyState">
      <EmptyState title="아직 요청이 없습니다" action={<Button>새 요청</Button>}>
        무엇을 요청했고 누가 처리하는지 여기에서 봅니다.
      </EmptyState>
    </Show>
    <Show name="ErrorState, 500">
      <ErrorState error={failed} onRetry={nothing} />
    </Show>
    <Show name="ErrorState, offline">
      <ErrorState error={offline} onRetry={nothing} />
    </Show>
    <Show name="ErrorState, 403">
      <ErrorState error={refused} onRetry={nothing} />
    </Show>
    <Show name="NotFound">
      <NotFound />
    </Show>
    <Show name="Section, loading">
      <Section title="진행 중인 장애" more={more}>
        <Loaded query={asked}>{() => null}</Loaded>
      </Section>
    </Show>
    <Show name="Section, failed">
      <Section title="진행 중인 장애">
        <Loaded query={{ ...asked, error: failed, isFetching: false }}>{() => null}</Loaded>
      </Section>
    </Show>
    <Show name="Section, refused">
      <Section title="진행 중인 장애">
        <Loaded query={{ ...asked, error: refused, isFetching: false }}>{() => null}</Loaded>
      </Section>
    </Show>
    <Show name="Section, empty">
      <Section title="진행 중인 장애" lead="급한 것부터 보입니다.">
        <SectionEmpty>진행 중인 장애가 없습니다.</SectionEmpty>
      </Section>
    </Show>
  </Shows>
);
