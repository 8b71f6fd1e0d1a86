import { Modal } from '@mantine/core';
import { type Text, text, useT } from '../i18n/i18n.ts';
import type { KeyBinding, KeyGroup } from '../keys/keys.ts';
import { useAllKeys } from '../keys/use-keys.ts';
import { Keys } from '../ui/Keys.tsx';
import '../ui/overlays.css';
import styles from './KeysDialog.module.css';

const groups: Readonly<Record<KeyGroup, Text>> = {
  general: text('Everywhere'),
  go: text('Go to'),
  list: text('In lists'),
  detail: text('On this page'),
};

/** The keys that work on the page behind it. */
export const KeysDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const t = useT();
  const all = useAllKeys();
  const named = Object.entries(groups).map(([group, label]) => ({ label, keys: unique(all, group) }));
  return (
    <Modal opened onClose={onClose} title={t('Keys')} size={760} closeButtonProps={{ 'aria-label': t('Close') }}>
      <div className={styles.groups}>
        {named
          .filter(({ keys }) => keys.length > 0)
          .map(({ label, keys }) => (
            <section key={label} className={styles.group}>
              <h3>{t(label)}</h3>
              <dl>
                {keys.map((binding) => (
                  <div key={binding.label}>
                    <dt>{t(binding.label)}</dt>
                    <dd>
                      {binding.keys.map((keys) => (
                        <Keys key={keys} keys={keys} always />
                      ))}
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
      </div>
    </Modal>
  );
};

type Named = { readonly label: Text; readonly keys: readonly string[] };

/** One line per thing to do, with every key that does it. */
const unique = (all: readonly KeyBinding[], group: string): Named[] =>
  [
    ...Map.groupBy(
      all.filter((one) => one.group === group),
      ({ label }) => label,
    ),
  ].map(([label, bindings]) => ({
    label,
    keys: [...new Set(bindings.map(({ keys }) => keys))],
  }));
