import { IconCircleCheck, IconPencil } from '@tabler/icons-react';
import { Badge, type Meaning } from '#platform/web/ui/Badge.tsx';
import { IconButton } from '#platform/web/ui/IconButton.tsx';
import { Keys } from '#platform/web/ui/Keys.tsx';
import { Markdown } from '#platform/web/ui/markdown/Markdown.tsx';
import { Notice } from '#platform/web/ui/Notice.tsx';
import { Person } from '#platform/web/ui/Person.tsx';
import { When } from '#platform/web/ui/When.tsx';
import styles from './gallery.module.css';
import { Show, Shows } from './Show.tsx';

const meanings: readonly Meaning[] = ['open', 'waiting', 'done', 'danger', 'closed', 'accent'];
const icon = <IconCircleCheck size={16} stroke={1.75} aria-hidden="true" />;
const ago = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();
const text = '**굵게**, `코드`와 [링크](https://example.com)\n\n- 하나\n- 둘\n\n> 인용\n\n```\nping 10.0.0.1\n```';

/** What is small and stands everywhere. */
export const SmallShow = () => (
  <Shows title="Small things">
    <Show name="Badge">
      <div className={styles.line}>
        {meanings.map((meaning) => (
          <Badge key={meaning} meaning={meaning} icon={icon}>
            {meaning}
          </Badge>
        ))}
      </div>
    </Show>
    <Show name="Badge, quiet">
      <div className={styles.line}>
        {meanings.map((meaning) => (
          <Badge key={meaning} meaning={meaning} icon={icon} quiet>
            {meaning}
          </Badge>
        ))}
      </div>
    </Show>
    <Show name="Person">
      <div className={styles.line}>
        <Person name="김하나" />
        <Person name="박기술" me />
        <Person name="Ada Lovelace" quiet />
        <Person name={null} />
        <Person name={'이름이아주긴사람'.repeat(6)} />
      </div>
    </Show>
    <Show name="When, Keys, IconButton">
      <div className={styles.line}>
        <When at={ago(0)} />
        <When at={ago(7)} />
        <When at={ago(300)} />
        <When at={ago(9000)} />
        <When at={ago(7)} exact />
        <Keys keys="mod+Enter" />
        <Keys keys="g t" />
        <IconButton label="Change" icon={IconPencil} />
      </div>
    </Show>
    {meanings.map((meaning) => (
      <Show key={meaning} name={`Notice, ${meaning}`}>
        <Notice meaning={meaning} title="그 사이 다른 사람이 바꿨습니다">
          새로운 내용을 확인하고 다시 보내세요.
        </Notice>
      </Show>
    ))}
    <Show name="Markdown">
      <Markdown text={text} />
    </Show>
  </Shows>
);
