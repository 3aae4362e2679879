import FoundationEssentials
import Postgres

extension SettingForm<String> {
  public static var text: SettingForm { SettingForm("", read: { $0 }, spell: { $0 }) }

  /// What libpq understands.
  public static var connectionString: SettingForm {
    SettingForm(
      "", mistake: "must be \(PostgresConfiguration.urlRule)",
      read: { PostgresConfiguration.mistake(inURL: $0) == nil ? $0 : nil }, spell: { $0 })
  }
}

extension SettingForm<String?> {
  /// Of HTTP.
  public static var address: SettingForm {
    optional(
      SettingForm<String>(
        "an address such as https://host/path",
        read: { text in
          let url = URL(string: text)
          let isOfHTTP = url?.scheme == "http" || url?.scheme == "https"
          return isOfHTTP && url?.host() != nil ? text : nil
        }, spell: { $0 }))
  }

  /// Of a site (RFC 6454, section 6.1); a slash behind it is left out.
  public static var origin: SettingForm {
    optional(
      SettingForm<String>(
        "an address without a path, such as https://mcf.example",
        read: { text in
          let origin = text.hasSuffix("/") ? String(text.dropLast()) : text
          guard address.read(origin) != nil, let url = URL(string: origin) else { return nil }
          let isBare = url.path().isEmpty && url.query() == nil && url.fragment() == nil
          return isBare && url.user() == nil ? origin : nil
        }, spell: { $0 }))
  }

  public static var connectionString: SettingForm {
    optional(SettingForm<String>.connectionString)
  }

  public static var text: SettingForm { optional(SettingForm<String>.text) }
}

extension SettingForm {
  /// Nothing, or what has that form.
  static func optional<Wrapped>(_ form: SettingForm<Wrapped>) -> SettingForm
  where Value == Wrapped? {
    SettingForm(
      form.rule, mistake: form.mistake,
      read: { $0.isEmpty ? .some(nil) : form.read($0).map(Optional.some) },
      spell: { $0.map(form.spell) ?? "" })
  }
}
