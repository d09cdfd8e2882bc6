import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Result } from '../../contract/endpoint.ts';
import type { PolicySource, TwoFactorType } from '../../contract/policy-in-force.ts';
import type { getMySecondFactor } from '../../contract/second-factors.ts';
import { ErrorState } from '../ui/ErrorState.tsx';
import { formatList } from '../ui/format.ts';
import { RelativeTime } from '../ui/RelativeTime.tsx';
import { SkeletonLines } from '../ui/Skeletons.tsx';
import { Fact } from '../users/Facts.tsx';
import classes from './MySecondFactor.module.css';
import { MySecondFactorActions } from './MySecondFactorActions.tsx';
import { MySection } from './MySection.tsx';
import { mySecondFactor } from './use-my-second-factor.ts';

export type MyFactor = Result<typeof getMySecondFactor>;

const FEW = 3;

/** What I prove beside my password, what my company asks for, and what I can change about it. */
export function MySecondFactor() {
  const { t } = useTranslation('second-factors');
  const { data, error, refetch } = useQuery(mySecondFactor);
  return (
    <MySection title={t('mine.title')} text={t('mine.text')}>
      {data ? (
        <>
          <FactorFacts factor={data} />
          <Advice factor={data} />
          <MySecondFactorActions factor={data} />
        </>
      ) : error ? (
        <ErrorState error={error} title={t('mine.failed')} onRetry={() => void refetch()} />
      ) : (
        <SkeletonLines lines={3} />
      )}
    </MySection>
  );
}

const ASKED = { off: 'askedOff', email: 'askedEmail', app: 'askedApp' } as const satisfies Record<TwoFactorType, string>;

function FactorFacts({ factor }: { factor: MyFactor }) {
  const { t } = useTranslation('second-factors');
  const sourceOf = useSource();
  return (
    <dl className={classes.facts}>
      <Fact name={t('mine.inForce')}>{t(`mine.${factor.inForce}`)}</Fact>
      <Fact name={t('mine.asked')}>
        {t(`mine.${ASKED[factor.policy.value]}`)}, {t('mine.bySource', { source: sourceOf(factor.policy.source) })}
      </Fact>
      {factor.authenticatorSince !== null && (
        <Fact name={t('mine.since')}>
          <RelativeTime at={factor.authenticatorSince} />
        </Fact>
      )}
      {factor.inForce !== 'off' && <Fact name={t('mine.codesLeft')}>{factor.recoveryCodesLeft}</Fact>}
    </dl>
  );
}

function useSource(): (source: PolicySource) => string {
  const { t } = useTranslation('second-factors');
  return (source) =>
    source.level === 'role'
      ? t('mine.role', { count: source.roles.length, roles: formatList(source.roles) })
      : t(`mine.${source.level}`);
}

/** What to do next, where there is something. */
function Advice({ factor }: { factor: MyFactor }) {
  const { t } = useTranslation('second-factors');
  const lines = [
    factor.inForce === 'email' ? t('mine.weaker') : null,
    factor.inForce === 'off' || factor.recoveryCodesLeft >= FEW
      ? null
      : t(factor.recoveryCodesLeft === 0 ? 'mine.noneLeft' : 'mine.fewLeft'),
  ].filter((line) => line !== null);
  return lines.map((line) => (
    <p key={line} className={classes.advice}>
      {line}
    </p>
  ));
}
