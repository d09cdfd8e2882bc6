import * as account from './account.ts';
import * as accountProviders from './account-sign-in-providers.ts';
import * as activityHead from './activity-head.ts';
import * as activityLog from './activity-log.ts';
import * as agentActions from './agent-actions.ts';
import * as agentExport from './agent-export.ts';
import * as agentPhones from './agent-phones.ts';
import * as agents from './agents.ts';
import * as allowedAddresses from './allowed-addresses.ts';
import * as connections from './connected-accounts.ts';
import * as departments from './departments.ts';
import * as dialerRoles from './dialer-roles.ts';
import * as dialerSettings from './dialer-settings.ts';
import * as leads from './leads.ts';
import * as live from './live.ts';
import * as me from './me.ts';
import * as newAgent from './new-agent.ts';
import * as passwordResets from './password-resets.ts';
import * as savedViews from './saved-views.ts';
import * as secondFactors from './second-factors.ts';
import * as security from './security.ts';
import * as sessions from './sessions.ts';
import * as attempts from './sign-in-attempts.ts';
import * as providers from './sign-in-providers.ts';
import * as signUp from './sign-up.ts';
import * as skillGroups from './skill-groups.ts';
import * as tags from './tags.ts';
import * as userChanges from './user-changes.ts';
import * as userGroups from './user-groups.ts';
import * as users from './users.ts';
import * as why from './why.ts';

/** Every endpoint of the product, by name. `server/app.ts` does not compile while one has no handler. */
export const API = {
  getInstance: signUp.getInstance,
  signUp: signUp.signUp,
  inspectActivation: signUp.inspectActivation,
  activate: signUp.activate,
  confirmEmail: signUp.confirmEmail,
  getAccount: account.getAccount,
  updateAccount: account.updateAccount,
  countDefaultUsers: account.countDefaultUsers,
  beginHandOver: account.beginHandOver,
  handOver: account.handOver,

  signIn: sessions.signIn,
  signInWithCode: attempts.signInWithCode,
  signInWithRecoveryCode: attempts.signInWithRecoveryCode,
  sendSignInCode: attempts.sendSignInCode,
  prepareAppAtSignIn: attempts.prepareAppAtSignIn,
  completeSignIn: attempts.completeSignIn,
  listSignInProviders: providers.listSignInProviders,
  beginProviderSignIn: providers.beginProviderSignIn,
  finishProviderSignIn: providers.finishProviderSignIn,
  continueProviderSignIn: providers.continueProviderSignIn,
  signOut: sessions.signOut,
  proveMyself: sessions.proveMyself,
  listMySessions: sessions.listMySessions,
  endMySession: sessions.endMySession,
  listUserSessions: sessions.listUserSessions,
  endUserSession: sessions.endUserSession,
  endUserSessions: sessions.endUserSessions,
  requestPasswordReset: passwordResets.requestPasswordReset,
  inspectPasswordReset: passwordResets.inspectPasswordReset,
  resetPassword: passwordResets.resetPassword,

  getMe: me.getMe,
  updateMe: me.updateMe,
  changeMyPassword: me.changeMyPassword,
  changeMyEmail: me.changeMyEmail,
  withdrawMyEmailChange: me.withdrawMyEmailChange,
  getMySecondFactor: secondFactors.getMySecondFactor,
  prepareMyApp: secondFactors.prepareMyApp,
  setUpMyApp: secondFactors.setUpMyApp,
  removeMyApp: secondFactors.removeMyApp,
  makeMyRecoveryCodes: secondFactors.makeMyRecoveryCodes,
  listMyDevices: secondFactors.listMyDevices,
  forgetMyDevice: secondFactors.forgetMyDevice,
  getUserSecondFactor: secondFactors.getUserSecondFactor,
  resetSecondFactor: secondFactors.resetSecondFactor,
  forgetUserDevices: secondFactors.forgetUserDevices,

  listMyConnections: connections.listMyConnections,
  beginConnecting: connections.beginConnecting,
  finishConnecting: connections.finishConnecting,
  confirmConnecting: connections.confirmConnecting,
  declineConnecting: connections.declineConnecting,
  disconnect: connections.disconnect,

  listAccountProviders: accountProviders.listAccountProviders,
  addAccountProvider: accountProviders.addAccountProvider,
  updateAccountProvider: accountProviders.updateAccountProvider,
  removeAccountProvider: accountProviders.removeAccountProvider,
  testAccountProvider: accountProviders.testAccountProvider,

  listUsers: users.listUsers,
  countUsers: users.countUsers,
  exportUsers: users.exportUsers,
  getUser: users.getUser,
  createUser: users.createUser,
  sendActivation: users.sendActivation,
  updateUser: userChanges.updateUser,
  withdrawEmailChange: userChanges.withdrawEmailChange,
  deactivateUser: userChanges.deactivateUser,
  reactivateUser: userChanges.reactivateUser,
  deleteUser: users.deleteUser,
  restoreUser: userChanges.restoreUser,
  eraseUser: userChanges.eraseUser,
  sendPasswordLink: userChanges.sendPasswordLink,
  makeTemporaryPassword: userChanges.makeTemporaryPassword,
  askWhy: why.askWhy,

  getSecurity: security.getSecurity,
  updateSecurity: security.updateSecurity,
  getUserPolicy: security.getUserPolicy,
  unlockUser: security.unlockUser,
  listAllowedAddresses: allowedAddresses.listAllowedAddresses,
  addAllowedAddress: allowedAddresses.addAllowedAddress,
  addAllowedAddresses: allowedAddresses.addAllowedAddresses,
  updateAllowedAddress: allowedAddresses.updateAllowedAddress,
  removeAllowedAddress: allowedAddresses.removeAllowedAddress,
  listUserAddresses: allowedAddresses.listUserAddresses,
  addUserAddress: allowedAddresses.addUserAddress,
  updateUserAddress: allowedAddresses.updateUserAddress,
  removeUserAddress: allowedAddresses.removeUserAddress,

  listDepartments: departments.listDepartments,
  createDepartment: departments.createDepartment,
  renameDepartment: departments.renameDepartment,
  deleteDepartment: departments.deleteDepartment,

  listAgents: agents.listAgents,
  countAgents: agents.countAgents,
  exportAgents: agentExport.exportAgents,
  exportPickedAgents: agentExport.exportPickedAgents,
  getAgent: agents.getAgent,
  getNewAgent: newAgent.getNewAgent,
  createAgent: agents.createAgent,
  updateAgent: agents.updateAgent,
  removeAgent: agents.removeAgent,
  addProfile: agentActions.addProfile,
  countAgentLeads: agentActions.countAgentLeads,
  generateExtension: agentPhones.generateExtension,
  makeSipPassword: agentPhones.makeSipPassword,
  listSavedViews: savedViews.listSavedViews,
  createSavedView: savedViews.createSavedView,
  updateSavedView: savedViews.updateSavedView,
  deleteSavedView: savedViews.deleteSavedView,

  listTags: tags.listTags,
  createTag: tags.createTag,
  renameTag: tags.renameTag,
  deleteTag: tags.deleteTag,
  listTagAgents: tags.listTagAgents,
  changeTagMembers: tags.changeTagMembers,
  listSkillGroups: skillGroups.listSkillGroups,
  createSkillGroup: skillGroups.createSkillGroup,
  renameSkillGroup: skillGroups.renameSkillGroup,
  deleteSkillGroup: skillGroups.deleteSkillGroup,
  listSkillGroupAgents: skillGroups.listSkillGroupAgents,
  changeSkillGroupMembers: skillGroups.changeSkillGroupMembers,
  listDialerRoles: dialerRoles.listDialerRoles,
  createDialerRole: dialerRoles.createDialerRole,
  updateDialerRole: dialerRoles.updateDialerRole,
  deleteDialerRole: dialerRoles.deleteDialerRole,
  listDialerRoleAgents: dialerRoles.listDialerRoleAgents,
  changeDialerRoleMembers: dialerRoles.changeDialerRoleMembers,
  listLastHolders: dialerRoles.listLastHolders,
  listUserGroups: userGroups.listUserGroups,
  createUserGroup: userGroups.createUserGroup,
  updateUserGroup: userGroups.updateUserGroup,
  deleteUserGroup: userGroups.deleteUserGroup,
  getDialerSettings: dialerSettings.getDialerSettings,
  updateDialerSettings: dialerSettings.updateDialerSettings,
  changeSipDomain: dialerSettings.changeSipDomain,
  listLeads: leads.listLeads,
  countLeads: leads.countLeads,
  summarizeLeads: leads.summarizeLeads,
  listLeadGroups: leads.listLeadGroups,
  listLeadAgents: leads.listLeadAgents,
  getLead: leads.getLead,
  createLead: leads.createLead,
  updateLead: leads.updateLead,
  deleteLead: leads.deleteLead,
  assignLeads: leads.assignLeads,
  distributeLeads: leads.distributeLeads,
  importLeads: leads.importLeads,

  listActivity: activityLog.listActivity,
  listUserActivity: activityLog.listUserActivity,
  exportActivityCsv: activityLog.exportActivityCsv,
  exportActivityJsonLines: activityLog.exportActivityJsonLines,
  getActivitySummary: activityLog.getActivitySummary,
  listSignedIn: activityLog.listSignedIn,
  getActivityHead: activityHead.getActivityHead,

  streamLive: live.streamLive,
} as const;

export type Api = typeof API;
export type EndpointName = keyof Api;
