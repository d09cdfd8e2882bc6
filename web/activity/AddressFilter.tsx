import { Button, Popover, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { tError } from '../locales/t-error.ts';
import { FilterButton } from '../table/FilterButton.tsx';
import { blockOf } from './activity-search.ts';
import classes from './Filters.module.css';

interface Props {
  address: string | null;
  onChange: (address: string | null) => void;
}

/** A button that asks for an address or a block. */
export function AddressFilter({ address, onChange }: Props) {
  const { t } = useTranslation('activity');
  const [opened, { toggle, close }] = useDisclosure();
  return (
    <Popover opened={opened} onChange={close} position="bottom-start" width={280} trapFocus returnFocus>
      <Popover.Target>
        <FilterButton label={t('filter.address')} isChosen={address !== null} onClick={toggle} />
      </Popover.Target>
      <Popover.Dropdown className={classes.popover} aria-label={t('filter.address')}>
        <AddressForm
          address={address}
          onChange={(chosen) => {
            close();
            onChange(chosen);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}

function AddressForm({ address, onChange }: Props) {
  const { t } = useTranslation('activity');
  const [text, setText] = useState(address ?? '');
  const [isWrong, setWrong] = useState(false);

  function submit(event: FormEvent) {
    event.preventDefault();
    const block = blockOf(text);
    if (block === null && text.trim() !== '') setWrong(true);
    else onChange(block);
  }

  return (
    <form className={classes.days} onSubmit={submit} noValidate>
      <TextInput
        label={t('filter.address')}
        description={t('filter.addressHelp')}
        error={isWrong && tError('field.address')}
        value={text}
        dir="ltr"
        maxLength={64}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setWrong(false);
        }}
      />
      <Button type="submit" variant="default" fullWidth>
        {t('filter.apply')}
      </Button>
    </form>
  );
}
