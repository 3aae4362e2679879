extension Setting<String?> {
  /// Where strangers reach the applicants' portal, without a slash behind.
  public static var portalSite: Setting {
    Setting(
      "MCF_PORTAL_SITE", .origin, default: nil,
      """
      how applicants reach their portal, such as https://jobs.mcf.example: letters lead there, by \
      links that MCF_LINK_SEAL_KEYS opens, which has to be set with it; empty: letters with links \
      wait
      """)
  }
}
