extension SettingForm<[WebhookSecret]> {
  /// Several while the secret is being changed.
  public static var webhookSecrets: SettingForm {
    .list("whsec_ and at least 16 bytes in base64", read: WebhookSecret.init, spell: \.text)
  }
}
