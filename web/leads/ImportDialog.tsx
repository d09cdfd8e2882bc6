import { Button, FileInput, Group, Modal, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ApiError, call } from '../api/client.ts';
import { FormAlert } from '../ui/FormAlert.tsx';
import { type Imported, ImportResult } from './ImportResult.tsx';
import classes from './Leads.module.css';
import { LEADS } from './leads-queries.ts';

const MOST_CHARACTERS = 900_000;

/** Adds leads from a CSV file: it is checked first, then imported, and each time it says which lines have a fault. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['leads', 'ui']);
  const client = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const checking = useMutation<Imported, ApiError, File>({ mutationFn: (one) => send(one, true) });
  const importing = useMutation<Imported, ApiError, File>({
    mutationFn: (one) => send(one, false),
    onSuccess: () => client.invalidateQueries({ queryKey: LEADS }),
  });
  const isTooLarge = file !== null && file.size > MOST_CHARACTERS;
  const checked = checking.data;

  function choose(one: File | null) {
    setFile(one);
    checking.reset();
    importing.reset();
    if (one && one.size <= MOST_CHARACTERS) checking.mutate(one);
  }

  return (
    <Modal opened onClose={onClose} title={t('import.title')} closeButtonProps={{ 'aria-label': t('ui:close') }} size="lg">
      <div className={classes.result}>
        {importing.data ? (
          <ImportResult imported={importing.data} isDone />
        ) : (
          <>
            <FileInput
              label={t('import.file')}
              placeholder={t('import.choose')}
              description={t('import.help')}
              accept=".csv,.tsv,.txt,text/csv"
              value={file}
              onChange={choose}
              error={isTooLarge && t('import.tooLarge')}
              clearable
              clearButtonProps={{ 'aria-label': t('import.clear') }}
              data-autofocus
            />
            {checking.isPending && <Text role="status">{t('import.checking')}</Text>}
            {checked && <ImportResult imported={checked} />}
          </>
        )}
        <FormAlert error={importing.error ?? checking.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t(importing.data ? 'ui:close' : 'ui:cancel')}
          </Button>
          {!importing.data && (
            <Button
              disabled={!file || !checked || checked.added === 0}
              loading={importing.isPending}
              onClick={() => file && importing.mutate(file)}
            >
              {t('import.do', { count: checked?.added ?? 0 })}
            </Button>
          )}
        </Group>
      </div>
    </Modal>
  );
}

async function send(file: File, check: boolean): Promise<Imported> {
  return call('importLeads', { body: { csv: await file.text(), check } });
}
