public import Contracts

extension Visit {
  /// What stands around a page of a register, with the parts active and inactive. Its texts are
  /// `search`, what is searched for, and `nobody_hint`, what to do where nobody is found.
  ///
  /// - Parameters:
  ///   - next: the cursor of what comes after it; nil: nothing does.
  ///   - way: how somebody comes into it here; nil: in no way.
  public func registerList(
    _ page: Address, _ query: QueryForm, next: String?, way: (text: String, path: String)? = nil
  ) -> ListView {
    let address = ListAddress(page, query, FilterBar.field, RegisterParts.field, "limit")
    return ListView(
      address, next: next, search: search(texts.text("search")),
      tabs: RegisterParts.tabs(address, texts),
      empty: EmptyState(
        texts.text("register_nobody"), hint: texts.text("nobody_hint"), way: way))
  }

  /// What is in the register now, for who was overtaken by somebody else; nil: nobody was.
  ///
  /// - Parameter details: what the form is about, in words; nil: there is none.
  public func inRegisterNow(_ details: String?...) -> String? {
    guard isOvertaken else { return nil }
    return texts.text(
      "register_now", ["details": details.compactMap { $0 }.joined(separator: ", ")])
  }
}

/// Everybody, who is active, and who is not.
private enum RegisterParts {
  static let field = "active"

  static func tabs(_ address: ListAddress, _ texts: LocalTexts) -> Tabs {
    let sought = address.value(field)
    return Tabs(
      [
        ("register_all", nil), ("register_all_active", "true"), ("register_all_inactive", "false"),
      ].map { key, value in
        .init(
          texts.text(key), count: nil, path: address.with(field, value).path,
          isCurrent: sought == value)
      })
  }
}
