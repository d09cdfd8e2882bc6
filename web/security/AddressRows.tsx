import { ActionIcon, Switch } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AllowedAddress } from '../../contract/allowed-addresses.ts';
import type { Decision } from '../../contract/problem.ts';
import type { ApiError } from '../api/client.ts';
import { useStepUp } from '../sessions/step-up.tsx';
import { ICON } from '../theme.ts';
import { DisabledReason } from '../ui/DisabledReason.tsx';
import classes from './Addresses.module.css';
import { LockOutDialog, type Wish } from './LockOutDialog.tsx';

interface Props {
  items: readonly AllowedAddress[];
  decision: Decision;
  /** What stands in place of an empty list. */
  empty: string;
  onChanged: () => Promise<void>;
  change: (id: string, body: { isOn: boolean; confirm?: boolean }) => Promise<unknown>;
  remove: (id: string, confirm: boolean) => Promise<unknown>;
}

/** Every entry with its label and its switch. Taking one away asks first; what would lock oneself out asks again. */
export function AddressRows({ items, decision, empty, onChanged, change, remove }: Props) {
  const { t } = useTranslation('security');
  const run = useStepUp();
  const [wish, setWish] = useState<Wish | null>(null);
  const doing = useMutation<unknown, ApiError, Wish>({
    mutationFn: ({ entry, isOn, confirm }) =>
      run(() =>
        isOn === undefined ? remove(entry.id, Boolean(confirm)) : change(entry.id, { isOn, ...(confirm ? { confirm } : {}) }),
      ),
    onSuccess: async () => {
      setWish(null);
      await onChanged();
    },
    // A switch asks only where it was refused.
    onError: (_, refused) => setWish(refused),
  });

  function close() {
    if (doing.isPending) return;
    setWish(null);
    doing.reset();
  }

  if (items.length === 0) return <p className={classes.empty}>{empty}</p>;
  return (
    <>
      <ul className={classes.rows}>
        {items.map((entry) => (
          <li key={entry.id} className={classes.row} data-off={!entry.isOn || undefined}>
            <span className={classes.what}>
              <bdi className={classes.block}>{entry.block}</bdi>
              {entry.label && <bdi className={classes.label}>{entry.label}</bdi>}
            </span>
            <Switch
              aria-label={t('addresses.switch', { block: entry.block })}
              checked={entry.isOn}
              disabled={!decision.ok || doing.isPending}
              onChange={() => doing.mutate({ entry, isOn: !entry.isOn })}
            />
            <DisabledReason decision={decision} label={t('addresses.remove', { block: entry.block })}>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t('addresses.remove', { block: entry.block })}
                onClick={() => {
                  doing.reset();
                  setWish({ entry });
                }}
              >
                <IconTrash {...ICON} />
              </ActionIcon>
            </DisabledReason>
          </li>
        ))}
      </ul>
      <LockOutDialog wish={wish} error={doing.error} isSending={doing.isPending} onConfirm={doing.mutate} onClose={close} />
    </>
  );
}
