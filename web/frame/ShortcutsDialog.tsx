import { Kbd, Modal, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { QUICK_FIND_KEYS } from '../quick-find/quick-find-key.ts';
import { useShortcuts, useSingleKeys } from '../ui/shortcuts.ts';
import classes from './ShortcutsDialog.module.css';

/** Every shortcut that works on the page behind it. */
export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['frame', 'quick-find']);
  const shortcuts = useShortcuts();
  const [singleKeys, setSingleKeys] = useSingleKeys();
  return (
    <Modal opened onClose={onClose} title={t('keyboard')} closeButtonProps={{ 'aria-label': t('closeDialog') }}>
      <dl className={classes.list}>
        <div className={classes.line}>
          <dt>{t('quick-find:title')}</dt>
          <dd>
            <Kbd size="md">{QUICK_FIND_KEYS}</Kbd>
          </dd>
        </div>
      </dl>
      <dl className={classes.list} data-off={!singleKeys || undefined}>
        {[...Map.groupBy(shortcuts, ({ label }) => label)].map(([label, keys]) => (
          <div key={label} className={classes.line}>
            <dt>{label}</dt>
            {keys.map(({ key }) => (
              <dd key={key}>
                <Kbd size="md">{key === ' ' ? t('space') : (SIGNS[key] ?? key)}</Kbd>
              </dd>
            ))}
          </div>
        ))}
      </dl>
      <Switch
        mt="md"
        checked={singleKeys}
        onChange={(event) => setSingleKeys(event.currentTarget.checked)}
        label={t('singleKeys')}
        description={t('singleKeysHelp')}
      />
    </Modal>
  );
}

const SIGNS: Readonly<Record<string, string>> = {
  ArrowDown: '↓',
  ArrowUp: '↑',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
};
