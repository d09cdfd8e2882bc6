import { Button, Group, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Result } from '../../contract/endpoint.ts';
import type { restoreUser } from '../../contract/user-changes.ts';
import { formatList } from '../ui/format.ts';
import classes from './AgentActions.module.css';

const SETS = ['dialerRoles', 'tags', 'skillGroups'] as const;

interface Props {
  name: string;
  lost: Result<typeof restoreUser>['lost'];
  onClose: () => void;
}

/** What somebody who was restored belonged to, and what is not there any more. */
export function LostDialog({ name, lost, onClose }: Props) {
  const { t } = useTranslation('agent-actions');
  return (
    <Modal opened onClose={onClose} title={t('lost.title', { name })} withCloseButton={false}>
      <p className={classes.text}>{t('lost.text')}</p>
      <ul className={classes.lost}>
        {SETS.filter((set) => lost[set].length > 0).map((set) => (
          <li key={set}>{t(`lost.${set}`, { count: lost[set].length, names: formatList(lost[set]) })}</li>
        ))}
      </ul>
      <Group justify="flex-end" mt="lg">
        <Button onClick={onClose} data-autofocus>
          {t('lost.close')}
        </Button>
      </Group>
    </Modal>
  );
}
