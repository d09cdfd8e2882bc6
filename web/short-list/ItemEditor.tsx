import { Alert, Button } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Decision } from '../../contract/problem.ts';
import type { ApiError } from '../api/client.ts';
import { tError } from '../locales/t-error.ts';
import { DisabledReason } from '../ui/DisabledReason.tsx';
import { DiscardDialog } from '../ui/DiscardDialog.tsx';
import { FormAlert } from '../ui/FormAlert.tsx';
import { DrawerFooter } from '../ui/SideDrawer.tsx';
import classes from './ItemEditor.module.css';

interface Props {
  label: string;
  isNew: boolean;
  /** Whether it may be saved. */
  decision: Decision;
  /** What `useItemForm` answers. */
  edit: {
    form: { isDirty: () => boolean };
    submit: (event?: FormEvent<HTMLFormElement>) => void;
    refusal: ApiError | null;
    isSending: boolean;
    changedElsewhere: boolean;
  };
  words: { save: string; discard: string; changedElsewhere: string };
  /** What is to be said beside the buttons. */
  status: string;
  /** Whether a step to these search parameters leaves the form. */
  leaves: (search: object) => boolean;
  onClose: () => void;
  children: ReactNode;
}

/** The form of one of a short list, in its drawer: why it is fixed, its parts, and saving. */
export function ItemEditor({ label, isNew, decision, edit, words, status, leaves, onClose, children }: Props) {
  const { t } = useTranslation('ui');
  const { form, submit, refusal, isSending, changedElsewhere } = edit;
  const isDirty = form.isDirty();
  return (
    <form className={classes.form} onSubmit={submit} noValidate aria-label={label}>
      {!decision.ok && <p className={classes.reason}>{tError(decision.because)}</p>}
      <div className={classes.scroll}>
        {changedElsewhere && (
          <Alert role="alert" variant="light">
            {words.changedElsewhere}
          </Alert>
        )}
        {children}
      </div>
      <DrawerFooter notes={<FormAlert error={refusal} />} status={status}>
        <Button variant="default" onClick={onClose}>
          {t('close')}
        </Button>
        <DisabledReason decision={decision}>
          <Button type="submit" loading={isSending} disabled={!isNew && !isDirty && decision.ok}>
            {words.save}
          </Button>
        </DisabledReason>
      </DrawerFooter>
      <DiscardDialog isDirty={isDirty && !isSending} title={words.discard} leaves={leaves} />
    </form>
  );
}

/** A part of the form; with a help, under a heading. */
export function EditorPart({ title, help, children }: { title: string; help?: string; children: ReactNode }) {
  return (
    <section className={classes.part} aria-label={title}>
      {help && (
        <div>
          <h3 className={classes.heading}>{title}</h3>
          <p className={classes.help}>{help}</p>
        </div>
      )}
      {children}
    </section>
  );
}
