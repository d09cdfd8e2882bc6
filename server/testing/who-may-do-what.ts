import type { UserAction } from '../users/policy.ts';

// What product.md says about Rank, written out by hand: data only. `policy.test.ts` holds the rules to it, and explains the
// words of the cells. Columns: who acts. Rows: to whom.

export const ON_USERS: Record<UserAction, string> = {
  view: `
                      main_user admin reports tech_configuration finance orders several_roles no_role pending inactive other_main_user
  main_user           yes       yes   lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  admin               yes       yes   lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  reports             yes       yes   lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  tech_configuration  yes       yes   lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  finance             yes       yes   lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  orders              yes       yes   lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  no_role             yes       yes   lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  pending             yes       yes   lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  pending_admin       yes       yes   lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  inactive            yes       yes   lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  inactive_admin      yes       yes   lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  deleted             yes       yes   lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  deleted_admin       yes       yes   lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  other_account       alien     alien alien   alien              alien   alien  alien         alien   off     off      yes
  self                yes       yes   lacks   lacks              lacks   lacks  lacks         lacks   off     off      yes`,

  sendActivation: `
                      main_user admin reports tech_configuration finance orders several_roles no_role pending inactive other_main_user
  main_user           done      done  lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  admin               done      done  lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  reports             done      done  lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  tech_configuration  done      done  lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  finance             done      done  lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  orders              done      done  lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  no_role             done      done  lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  pending             yes       yes   lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  pending_admin       yes       rank  lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  inactive            done      done  lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  inactive_admin      done      done  lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  deleted             gone      gone  lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  deleted_admin       gone      gone  lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  other_account       alien     alien alien   alien              alien   alien  alien         alien   off     off      done
  self                done      done  lacks   lacks              lacks   lacks  lacks         lacks   off     off      done`,

  edit: `
                      main_user admin reports tech_configuration finance orders several_roles no_role pending inactive other_main_user
  main_user           yes       owner lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  admin               yes       rank  lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  reports             yes       yes   lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  tech_configuration  yes       yes   lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  finance             yes       yes   lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  orders              yes       yes   lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  no_role             yes       yes   lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  pending             yes       yes   lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  pending_admin       yes       rank  lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  inactive            yes       yes   lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  inactive_admin      yes       rank  lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  deleted             gone      gone  lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  deleted_admin       gone      gone  lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  other_account       alien     alien alien   alien              alien   alien  alien         alien   off     off      yes
  self                yes       yes   lacks   lacks              lacks   lacks  lacks         lacks   off     off      yes`,

  changeRoles: `
                      main_user admin reports tech_configuration finance orders several_roles no_role pending inactive other_main_user
  main_user           self      owner lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  admin               yes       rank  lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  reports             yes       yes   lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  tech_configuration  yes       yes   lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  finance             yes       yes   lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  orders              yes       yes   lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  no_role             yes       yes   lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  pending             yes       yes   lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  pending_admin       yes       rank  lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  inactive            yes       yes   lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  inactive_admin      yes       rank  lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  deleted             gone      gone  lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  deleted_admin       gone      gone  lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  other_account       alien     alien alien   alien              alien   alien  alien         alien   off     off      yes
  self                self      self  lacks   lacks              lacks   lacks  lacks         lacks   off     off      self`,

  deactivate: `
                      main_user admin  reports tech_configuration finance orders several_roles no_role pending inactive other_main_user
  main_user           self      owner  lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  admin               yes       rank   lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  reports             yes       yes    lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  tech_configuration  yes       yes    lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  finance             yes       yes    lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  orders              yes       yes    lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  no_role             yes       yes    lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  pending             yes       yes    lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  pending_admin       yes       rank   lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  inactive            asleep    asleep lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  inactive_admin      asleep    asleep lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  deleted             gone      gone   lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  deleted_admin       gone      gone   lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  other_account       alien     alien  alien   alien              alien   alien  alien         alien   off     off      yes
  self                self      self   lacks   lacks              lacks   lacks  lacks         lacks   off     off      self`,

  reactivate: `
                      main_user admin reports tech_configuration finance orders several_roles no_role pending inactive other_main_user
  main_user           on        on    lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  admin               on        on    lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  reports             on        on    lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  tech_configuration  on        on    lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  finance             on        on    lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  orders              on        on    lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  no_role             on        on    lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  pending             on        on    lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  pending_admin       on        on    lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  inactive            yes       yes   lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  inactive_admin      yes       rank  lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  deleted             gone      gone  lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  deleted_admin       gone      gone  lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  other_account       alien     alien alien   alien              alien   alien  alien         alien   off     off      on
  self                on        on    lacks   lacks              lacks   lacks  lacks         lacks   off     off      on`,

  endSessions: `
                      main_user admin reports tech_configuration finance orders several_roles no_role pending inactive other_main_user
  main_user           yes       owner lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  admin               yes       rank  lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  reports             yes       yes   lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  tech_configuration  yes       yes   lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  finance             yes       yes   lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  orders              yes       yes   lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  no_role             yes       yes   lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  pending             yes       yes   lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  pending_admin       yes       rank  lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  inactive            yes       yes   lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  inactive_admin      yes       rank  lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  deleted             gone      gone  lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  deleted_admin       gone      gone  lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  other_account       alien     alien alien   alien              alien   alien  alien         alien   off     off      yes
  self                yes       yes   lacks   lacks              lacks   lacks  lacks         lacks   off     off      yes`,

  resetSecondFactor: `
                      main_user admin reports tech_configuration finance orders several_roles no_role pending inactive other_main_user
  main_user           self      owner lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  admin               yes       rank  lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  reports             yes       yes   lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  tech_configuration  yes       yes   lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  finance             yes       yes   lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  orders              yes       yes   lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  no_role             yes       yes   lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  pending             yes       yes   lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  pending_admin       yes       rank  lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  inactive            yes       yes   lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  inactive_admin      yes       rank  lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  deleted             gone      gone  lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  deleted_admin       gone      gone  lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  other_account       alien     alien alien   alien              alien   alien  alien         alien   off     off      yes
  self                self      self  lacks   lacks              lacks   lacks  lacks         lacks   off     off      self`,

  resetPassword: `
                      main_user admin reports tech_configuration finance orders several_roles no_role pending inactive other_main_user
  main_user           self      owner lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  admin               yes       rank  lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  reports             yes       yes   lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  tech_configuration  yes       yes   lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  finance             yes       yes   lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  orders              yes       yes   lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  no_role             yes       yes   lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  pending             asleep asleep lacks lacks lacks lacks lacks lacks off off alien
  pending_admin       asleep asleep lacks lacks lacks lacks lacks lacks off off alien
  inactive            asleep asleep lacks lacks lacks lacks lacks lacks off off alien
  inactive_admin      asleep asleep lacks lacks lacks lacks lacks lacks off off alien
  deleted             gone      gone  lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  deleted_admin       gone      gone  lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  other_account       alien     alien alien   alien              alien   alien  alien         alien   off     off      yes
  self                self      self  lacks   lacks              lacks   lacks  lacks         lacks   off     off      self`,

  changeLimits: `
                      main_user admin reports tech_configuration finance orders several_roles no_role pending inactive other_main_user
  main_user           self      owner lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  admin               yes       rank  lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  reports             yes       yes   lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  tech_configuration  yes       yes   lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  finance             yes       yes   lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  orders              yes       yes   lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  no_role             yes       yes   lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  pending             yes       yes   lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  pending_admin       yes       rank  lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  inactive            yes       yes   lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  inactive_admin      yes       rank  lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  deleted             gone      gone  lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  deleted_admin       gone      gone  lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  other_account       alien     alien alien   alien              alien   alien  alien         alien   off     off      yes
  self                self      self  lacks   lacks              lacks   lacks  lacks         lacks   off     off      self`,

  unlock: `
                      main_user admin reports tech_configuration finance orders several_roles no_role pending inactive other_main_user
  main_user           self      owner lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  admin               yes       rank  lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  reports             yes       yes   lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  tech_configuration  yes       yes   lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  finance             yes       yes   lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  orders              yes       yes   lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  no_role             yes       yes   lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  pending             yes       yes   lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  pending_admin       yes       rank  lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  inactive            yes       yes   lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  inactive_admin      yes       rank  lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  deleted             gone      gone  lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  deleted_admin       gone      gone  lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  other_account       alien     alien alien   alien              alien   alien  alien         alien   off     off      yes
  self                self      self  lacks   lacks              lacks   lacks  lacks         lacks   off     off      self`,

  restore: `
                      main_user admin reports tech_configuration finance orders several_roles no_role pending inactive other_main_user
  main_user           there     there lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  admin               there     there lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  reports             there     there lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  tech_configuration  there     there lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  finance             there     there lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  orders              there     there lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  no_role             there     there lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  pending             there     there lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  pending_admin       there     there lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  inactive            there     there lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  inactive_admin      there     there lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  deleted             yes       yes   lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  deleted_admin       yes       rank  lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  other_account       alien     alien alien   alien              alien   alien  alien         alien   off     off      there
  self                there     there lacks   lacks              lacks   lacks  lacks         lacks   off     off      there`,

  erase: `
                      main_user admin reports tech_configuration finance orders several_roles no_role pending inactive other_main_user
  main_user           there     there lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  admin               there     there lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  reports             there     there lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  tech_configuration  there     there lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  finance             there     there lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  orders              there     there lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  no_role             there     there lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  pending             there     there lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  pending_admin       there     there lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  inactive            there     there lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  inactive_admin      there     there lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  deleted             yes       yes   lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  deleted_admin       yes       rank  lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  other_account       alien     alien alien   alien              alien   alien  alien         alien   off     off      there
  self                there     there lacks   lacks              lacks   lacks  lacks         lacks   off     off      there`,

  makeMainUser: `
                      main_user admin  reports tech_configuration finance orders several_roles no_role pending inactive other_main_user
  main_user           self      lesser lesser  lesser             lesser  lesser lesser        lesser  off     off      alien
  admin               yes       lesser lesser  lesser             lesser  lesser lesser        lesser  off     off      alien
  reports             yes       lesser lesser  lesser             lesser  lesser lesser        lesser  off     off      alien
  tech_configuration  yes       lesser lesser  lesser             lesser  lesser lesser        lesser  off     off      alien
  finance             yes       lesser lesser  lesser             lesser  lesser lesser        lesser  off     off      alien
  orders              yes       lesser lesser  lesser             lesser  lesser lesser        lesser  off     off      alien
  no_role             yes       lesser lesser  lesser             lesser  lesser lesser        lesser  off     off      alien
  pending             asleep    lesser lesser  lesser             lesser  lesser lesser        lesser  off     off      alien
  pending_admin       asleep    lesser lesser  lesser             lesser  lesser lesser        lesser  off     off      alien
  inactive            asleep    lesser lesser  lesser             lesser  lesser lesser        lesser  off     off      alien
  inactive_admin      asleep    lesser lesser  lesser             lesser  lesser lesser        lesser  off     off      alien
  deleted             gone      lesser lesser  lesser             lesser  lesser lesser        lesser  off     off      alien
  deleted_admin       gone      lesser lesser  lesser             lesser  lesser lesser        lesser  off     off      alien
  other_account       alien     alien  alien   alien              alien   alien  alien         alien   off     off      yes
  self                self      lesser lesser  lesser             lesser  lesser lesser        lesser  off     off      self`,

  delete: `
                      main_user admin reports tech_configuration finance orders several_roles no_role pending inactive other_main_user
  main_user           self      owner lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  admin               yes       rank  lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  reports             yes       yes   lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  tech_configuration  yes       yes   lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  finance             yes       yes   lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  orders              yes       yes   lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  no_role             yes       yes   lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  pending             yes       yes   lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  pending_admin       yes       rank  lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  inactive            yes       yes   lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  inactive_admin      yes       rank  lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  deleted             gone      gone  lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  deleted_admin       gone      gone  lacks   lacks              lacks   lacks  lacks         lacks   off     off      alien
  other_account       alien     alien alien   alien              alien   alien  alien         alien   off     off      yes
  self                self      self  lacks   lacks              lacks   lacks  lacks         lacks   off     off      self`,
};
