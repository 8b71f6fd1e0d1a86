import { useT } from '#platform/web/i18n/i18n.ts';
import { useSession } from '#platform/web/session/use-session.ts';
import { FactsSkeleton } from '#platform/web/ui/detail/DetailSkeleton.tsx';
import { Section } from '#platform/web/ui/Section.tsx';
import { Coming, WordsSkeleton } from '#platform/web/ui/WordsSkeleton.tsx';

/** The settings on their way: a heading and facts. */
export const SettingsSkeleton = () => {
  const t = useT();
  const { actingTenant } = useSession();
  const help = t('Click a value to change it. Code and kind are changed by the provider.');
  return (
    <Coming>
      <Section title={actingTenant.name} help={<WordsSkeleton like={help} />}>
        <FactsSkeleton count={12} />
      </Section>
    </Coming>
  );
};
