import { CloseButton, VisuallyHidden } from '@mantine/core';
import { useId } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ICON } from '../theme.ts';
import { errorText } from '../ui/error-text.ts';
import { FoundList, lineId } from './FoundList.tsx';
import classes from './QuickFind.module.css';
import { QuickFindKeys } from './QuickFindKeys.tsx';
import { takeTyped } from './typed-ahead.ts';
import { useQuickFind } from './use-quick-find.ts';

/** The field and what it finds: a combobox whose list is always open. */
export function QuickFindPanel({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('quick-find');
  const id = useId();
  const { text, change, sections, active, choose, run, onKeyDown, isFinal, error, count } = useQuickFind(onClose);
  const isNothing = isFinal && count === 0 && !error;

  return (
    <>
      <div className={classes.field}>
        <IconSearch {...ICON} />
        <input
          className={classes.input}
          role="combobox"
          aria-label={t('title')}
          aria-expanded={count > 0}
          aria-controls={id}
          aria-autocomplete="list"
          aria-activedescendant={active && lineId(id, active)}
          placeholder={t('placeholder')}
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          data-autofocus
          value={text}
          onFocus={() => change(text + takeTyped())}
          onChange={(event) => change(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <CloseButton onClick={onClose} aria-label={t('close')} className={classes.close} />
      </div>
      <FoundList {...{ id, sections, active, text, choose, run }} />
      {isNothing && (
        <div className={classes.nothing}>
          <p>{t('nothing', { text: text.trim() })}</p>
          <p className={classes.hint}>{t('nothingHint')}</p>
        </div>
      )}
      {error && (
        <p role="alert" className={classes.failed}>
          {t('peopleFailed')} {errorText(error)}
        </p>
      )}
      <VisuallyHidden role="status">{isFinal ? t('count', { count }) : ''}</VisuallyHidden>
      <QuickFindKeys />
    </>
  );
}
