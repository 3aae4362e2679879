public import ServiceKit

extension RequiredSetting<KeyRing> {
  public static var portalKeys: RequiredSetting {
    RequiredSetting(
      "MCF_PORTAL_KEYS", .keyRing,
      "what links and forms of the portal are signed with; both of its deployments have the same",
      secret: true)
  }
}
