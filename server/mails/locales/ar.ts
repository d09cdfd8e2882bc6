import type { SignInFacts } from '../mail-facts.ts';
import type { MailTexts } from './mail-texts.ts';

// The product's own name stays in Latin letters, as everywhere.
const WHY = 'تصلك هذه الرسالة لأن هذا العنوان يخص مستخدمك.';
const NOT_YOU = 'إذا لم تكن أنت من فعل ذلك فغيّر كلمة المرور فورًا وأخبر أحد المشرفين في شركتك.';

export const ar: MailTexts = {
  layout: { orOpen: 'أو افتح هذا العنوان:' },

  activation: (it) => {
    const withUsername = it.username ? ` واسم المستخدم ${it.username}` : '';
    return {
      subject: it.isSignUp ? `تفعيل ${it.accountName} على Rollcall` : `أضافتك ${it.accountName} إلى Rollcall`,
      heading: it.isSignUp ? `مرحبًا، ${it.firstName}` : `${it.firstName}، أصبحت من مستخدمي ${it.accountName}`,
      paragraphs: [
        it.isSignUp
          ? `لقد أنشأت حساب ${it.accountName}. بقيت خطوة واحدة: أكّد أن هذا العنوان لك.`
          : `أضافتك ${it.accountName} إلى مستخدميها على Rollcall. للبدء، أكّد أن هذا العنوان لك.`,
        it.isSignUp
          ? 'تطلب الصفحة كلمة المرور التي كتبتها عند التسجيل. بعد ذلك يمكنك تسجيل الدخول.'
          : it.choosesPassword
            ? 'تختار كلمة المرور في الصفحة التي تُفتح. بعد ذلك يمكنك تسجيل الدخول.'
            : 'أُعطيت كلمة مرور. تختار كلمة المرور الخاصة بك عند أول تسجيل دخول.',
      ],
      button: 'تفعيل حسابي',
      footer: [
        `سجّل الدخول بعنوان البريد الإلكتروني هذا، أو برمز الحساب ${it.accountCode}${withUsername}.`,
        'يعمل الرابط مرة واحدة ولمدة سبعة أيام. إذا لم تكن تتوقع هذه الرسالة فيمكنك تجاهلها: لا يحدث شيء من دونك.',
      ],
    };
  },

  email_change: ({ firstName, accountName }) => ({
    subject: 'أكّد عنوان بريدك الإلكتروني الجديد',
    heading: `${firstName}، هل هذا العنوان لك؟`,
    paragraphs: [`سيصبح هذا عنوان البريد الإلكتروني لمستخدمك في ${accountName} على Rollcall. يسري بمجرد أن تؤكده.`],
    button: 'تأكيد هذا العنوان',
    footer: ['يعمل الرابط مرة واحدة ولمدة يوم واحد. إذا لم تكن تعرف شيئًا عن ذلك فتجاهل هذه الرسالة: لن يتغير شيء.'],
  }),

  email_change_notice: ({ firstName, accountName, newEmail }) => ({
    subject: 'عنوان بريدك الإلكتروني على وشك التغيير',
    heading: `${firstName}، عنوانك على وشك التغيير`,
    paragraphs: [
      `يحصل مستخدمك في ${accountName} على Rollcall على عنوان بريد إلكتروني جديد${newEmail ? `: ${newEmail}` : ''}. وحتى يتم تأكيده يبقى هذا العنوان ساريًا.`,
      'إذا لم تكن أنت من فعل ذلك فغيّر كلمة المرور وأخبر أحد المشرفين في شركتك.',
    ],
    button: 'فتح Rollcall',
    footer: ['تصلك هذه الرسالة لأن هذا العنوان يخص مستخدمك.'],
  }),

  became_main_user: ({ firstName, accountName }) => ({
    subject: `أنت الآن المستخدم الرئيسي في ${accountName}`,
    heading: `${firstName}، أصبح ${accountName} بين يديك`,
    paragraphs: [
      `سُلّم إليك حساب ${accountName}. لديك الآن جميع الصلاحيات، وأنت وحدك من يستطيع تغيير المشرفين أو تسليم الحساب من جديد.`,
    ],
    button: 'فتح Rollcall',
    footer: ['تصلك هذه الرسالة لأن هذا العنوان يخص مستخدمك.'],
  }),

  was_main_user: ({ firstName, accountName }) => ({
    subject: `لقد سلّمت ${accountName}`,
    heading: `${firstName}، لم تعد المستخدم الرئيسي في ${accountName}`,
    paragraphs: [
      `لقد سلّمت حساب ${accountName} إلى شخص آخر يقرر بشأنه من الآن فصاعدًا.`,
      'إذا لم تكن أنت من فعل ذلك فأخبر مزوّد الخدمة فورًا.',
    ],
    button: 'فتح Rollcall',
    footer: ['تصلك هذه الرسالة لأن هذا العنوان كان يخص المستخدم الرئيسي.'],
  }),

  new_sign_in: ({ firstName, accountName, signIn }) => ({
    subject: 'تسجيل دخول جديد إلى Rollcall',
    heading: `${firstName}، هل كان هذا أنت؟`,
    paragraphs: [
      `سجّل شخص الدخول باسمك إلى ${accountName} من جهاز أو مكان لم يظهر خلال آخر 90 يومًا.`,
      ...(signIn ? factsOf(signIn) : []),
      'إذا كنت أنت فلا داعي لفعل شيء. وإلا فغيّر كلمة المرور فورًا: فذلك ينهي جلساتك الأخرى.',
    ],
    button: 'عرض جلساتي',
    footer: ['يمكنك إيقاف هذه الرسائل في صفحة حسابي، ضمن الإشعارات.'],
  }),

  sign_in_code: ({ firstName, accountName }) => ({
    subject: 'رمزك في Rollcall',
    heading: `${firstName}، هذا رمزك`,
    paragraphs: [`اكتبه في الصفحة التي تطلبه للمتابعة في ${accountName}.`],
    // Whoever presses links in such mails is easily led elsewhere.
    button: null,
    footer: [
      'يعمل مرة واحدة ولمدة عشر دقائق، ولتسجيل الدخول الذي طلبه فقط. لن يطلبه منك أحد من Rollcall أو من شركتك أبدًا.',
      'إذا لم تكن تسجّل الدخول الآن فهناك من يعرف كلمة مرورك: غيّرها.',
    ],
  }),

  recovery_code_used: ({ firstName, accountName }) => ({
    subject: 'استُخدم رمز استرداد',
    heading: `${firstName}، استُخدم أحد رموز الاسترداد الخاصة بك`,
    paragraphs: [`استخدم أحدهم، وغالبًا أنت، رمز استرداد لمستخدمك في ${accountName}. لن يعمل مرة أخرى.`, NOT_YOU],
    button: 'عرض ما تبقى',
    footer: [WHY],
  }),

  authenticator_set_up: ({ firstName, accountName }) => ({
    subject: 'تم إعداد تطبيق مصادقة',
    heading: `${firstName}، تم إعداد تطبيق مصادقة`,
    paragraphs: [
      `من الآن فصاعدًا يسجّل مستخدمك في ${accountName} الدخول برمز من هذا التطبيق أيضًا. ولم يعد التطبيق السابق صالحًا.`,
      NOT_YOU,
    ],
    button: 'فتح حسابي',
    footer: [WHY],
  }),

  authenticator_removed: ({ firstName, accountName }) => ({
    subject: 'أُزيل تطبيق المصادقة',
    heading: `${firstName}، أُزيل تطبيق المصادقة الخاص بك`,
    paragraphs: [`لم يعد يُطلب من مستخدمك في ${accountName} رمز من التطبيق.`, NOT_YOU],
    button: 'فتح حسابي',
    footer: [WHY],
  }),

  provider_connected: ({ firstName, accountName, about }) => ({
    subject: `رُبط ${about} بمستخدمك`,
    heading: `${firstName}، يمكنك الآن تسجيل الدخول عبر ${about}`,
    paragraphs: [
      `رُبط حساب لدى ${about} بمستخدمك في ${accountName}. ومن يسجّل الدخول هناك يمكنه تسجيل الدخول هنا باسمك.`,
      'إذا لم تكن أنت من فعل ذلك فافصله في «حسابي» وغيّر كلمة المرور فورًا وأخبر أحد مشرفي شركتك.',
    ],
    button: 'فتح حسابي',
    footer: [WHY],
  }),

  provider_disconnected: ({ firstName, accountName, about }) => ({
    subject: `فُك ربط ${about} عن مستخدمك`,
    heading: `${firstName}، فُك ربط ${about}`,
    paragraphs: [`لم يعد الحساب لدى ${about} يسجّل دخول مستخدمك في ${accountName}. أما كلمة مرورك فتفعل.`, NOT_YOU],
    button: 'فتح حسابي',
    footer: [WHY],
  }),

  second_factor_reset: ({ firstName, accountName }) => ({
    subject: 'أُعيد ضبط العامل الثاني',
    heading: `${firstName}، أُعيد ضبط العامل الثاني الخاص بك`,
    paragraphs: [
      `أزال أحد مشرفي ${accountName} تطبيق المصادقة ورموز الاسترداد والمتصفحات المحفوظة. إذا كانت شركتك تطلب تطبيقًا فستُعدّ تطبيقًا آخر عند تسجيل الدخول.`,
      'إذا لم تطلب ذلك فغيّر كلمة المرور وتحدث إليهم.',
    ],
    button: 'فتح Rollcall',
    footer: [WHY],
  }),

  locked: ({ firstName, accountName }) => ({
    subject: `عشر كلمات مرور خاطئة لمستخدمك في ${accountName}`,
    heading: `${firstName}، جرّب أحدهم عشر كلمات مرور خاطئة`,
    paragraphs: [
      `قُفل تسجيل الدخول إلى مستخدمك في ${accountName} لمدة 15 دقيقة من حيث جاءت كلمات المرور الخاطئة. المتصفحات التي سجّلت الدخول منها سابقًا ما زالت تسمح لك بالدخول.`,
      'إن كنت أنت ونسيت كلمة المرور، فاختر كلمة جديدة: يفتح ذلك القفل فورًا. وإن لم تكن أنت، فلم يدخل أحد، وكلمة مرورك ما زالت سارية.',
    ],
    button: 'اختيار كلمة مرور جديدة',
    footer: ['تصلك هذه الرسالة مرة واحدة في اليوم على الأكثر لأن هذا العنوان يخص مستخدمك.'],
  }),

  password_reset: (accounts) => {
    const isOne = accounts.length === 1;
    return {
      subject: 'اختر كلمة مرور جديدة لـ Rollcall',
      heading: 'اختر كلمة مرور جديدة',
      paragraphs: [
        'طلب شخص ما، على الأرجح أنت، كلمة مرور جديدة لهذا العنوان.',
        ...(isOne ? [] : ['ينتمي العنوان إلى عدة حسابات. ولكل منها كلمة مرور خاصة.']),
      ],
      buttons: accounts.map(({ accountName, accountCode }) => ({
        label: isOne ? 'اختيار كلمة مرور جديدة' : `كلمة مرور جديدة لـ ${accountName}`,
        note: `${accountName}، رمز الحساب ${accountCode}`,
      })),
      footer: [
        'يعمل الرابط مرة واحدة ولمدة ساعة واحدة. تنتهي جميع جلساتك عند استخدامه.',
        'إذا لم تكن أنت فتجاهل هذه الرسالة: تبقى كلمة مرورك كما هي.',
      ],
    };
  },
};

function factsOf({ at, address, browser, system }: SignInFacts): string[] {
  const device = browser && system ? `${browser} على ${system}` : (browser ?? system ?? 'غير معروف');
  return [`الوقت: ${at}`, `الجهاز: ${device}`, `العنوان: ${address ?? 'غير معروف'}`];
}
