import { Menu, useMantineColorScheme } from '@mantine/core';
import { IconCommand, IconInfoCircle, IconKeyboard, IconLogout, IconUserCircle } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { chooseLanguage, type Language, languages, useLanguage, useT } from '../i18n/i18n.ts';
import { problemText } from '../i18n/problem-text.ts';
import { useShowPalette } from '../palette/PaletteKey.tsx';
import { signOut } from '../session/leave.ts';
import { useSession } from '../session/use-session.ts';
import { Keys } from '../ui/Keys.tsx';
import type { Face } from '../ui/menu/late-menu.tsx';
import { MenuFrame } from '../ui/menu/MenuFrame.tsx';
import { notify } from '../ui/notify.ts';
import { personName } from '../ui/person-name.ts';
import { chooseDensity, useDensity } from '../ui/preferences.ts';
import { useShowKeys } from './KeysHelp.tsx';
import { roleText } from './role-text.ts';
import styles from './UserMenu.module.css';

/** How the screen looks, which language it speaks, and the way out. */
export const UserChoices = ({ face }: { readonly face: Face }) => {
  const t = useT();
  const { user, role } = useSession();
  const showKeys = useShowKeys();
  const showPalette = useShowPalette();
  const leave = (): void =>
    void signOut().catch((error: unknown) => notify({ meaning: 'danger', message: problemText(t, error) }));
  return (
    <MenuFrame face={face} position="bottom-end" width={248}>
      <div className={styles.who}>
        <strong>{personName(user)}</strong>
        <span>{user.login}</span>
        <span>{roleText(t, role)}</span>
      </div>
      <Menu.Divider />
      <Menu.Label>{t('Language')}</Menu.Label>
      <LanguageChoice />
      <Menu.Divider />
      <Menu.Label>{t('Screen')}</Menu.Label>
      <SchemeChoice />
      <DensityChoice />
      <Menu.Divider />
      <Menu.Item
        leftSection={<IconUserCircle size={16} stroke={1.6} />}
        renderRoot={(props: object) => <Link to={'/account' as string} {...props} />}
      >
        {t('My account')}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconCommand size={16} stroke={1.6} />}
        rightSection={<Keys keys="mod+k" />}
        onClick={showPalette}
      >
        {t('Search and commands')}
      </Menu.Item>
      <Menu.Item leftSection={<IconKeyboard size={16} stroke={1.6} />} rightSection={<kbd>?</kbd>} onClick={showKeys}>
        {t('Keys')}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconInfoCircle size={16} stroke={1.6} />}
        renderRoot={(props: object) => <Link to={'/about' as string} {...props} />}
      >
        {t('About Madang')}
      </Menu.Item>
      <Menu.Item leftSection={<IconLogout size={16} stroke={1.6} />} onClick={leave}>
        {t('Sign out')}
      </Menu.Item>
    </MenuFrame>
  );
};

const LanguageChoice = () => {
  const language = useLanguage();
  return (
    <Menu.RadioGroup value={language} onChange={(value) => void chooseLanguage(value as Language)}>
      {languages.map(({ code, name }) => (
        <Menu.RadioItem key={code} value={code} lang={code}>
          {name}
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  );
};

const SchemeChoice = () => {
  const t = useT();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Menu.RadioGroup value={colorScheme} onChange={(value) => setColorScheme(value as typeof colorScheme)}>
      <Menu.RadioItem value="auto">{t('Light or dark as on this device')}</Menu.RadioItem>
      <Menu.RadioItem value="light">{t('Light')}</Menu.RadioItem>
      <Menu.RadioItem value="dark">{t('Dark')}</Menu.RadioItem>
    </Menu.RadioGroup>
  );
};

const DensityChoice = () => {
  const t = useT();
  const compact = useDensity() === 'compact';
  return (
    <Menu.CheckboxItem checked={compact} onChange={(wanted) => chooseDensity(wanted ? 'compact' : 'normal')}>
      {t('Compact rows')}
    </Menu.CheckboxItem>
  );
};
