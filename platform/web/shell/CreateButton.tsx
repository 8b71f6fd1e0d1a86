import { IconPlus } from '@tabler/icons-react';
import { useLocation, useRouter } from '@tanstack/react-router';
import { useT } from '../i18n/i18n.ts';
import { useKeys } from '../keys/use-keys.ts';
import { can } from '../session/session.ts';
import { useSession } from '../session/use-session.ts';
import { IconButton } from '../ui/IconButton.tsx';

/** The plus on every page, and `c`: makes what the first module that makes something makes. */
export const CreateButton = () => {
  const t = useT();
  const router = useRouter();
  const session = useSession();
  const here = useLocation({ select: ({ pathname }) => pathname });
  const create = router.options.context.modules.find((module) => module.create !== undefined)?.create;
  const allowed = create !== undefined && can(session, create.ability);
  const open = (): void => void router.navigate({ to: create?.to ?? '/' });
  useKeys(allowed ? [{ keys: 'c', label: create.label, group: 'general', run: open }] : []);
  return allowed && here !== create.to ? (
    <IconButton label={t(create.label)} keys="c" icon={IconPlus} onClick={open} />
  ) : null;
};
