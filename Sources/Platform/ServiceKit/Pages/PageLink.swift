public import Contracts

/// A page that the header leads to.
public struct PageLink: Sendable {
  let address: Address
  /// Who has it.
  public let roles: Set<Role>
  /// Who begins there: `/` leads to it.
  let homeOf: Set<Role>
  private let title: String
  private let texts: Texts

  /// - Parameters:
  ///   - homeOf: who begins there.
  ///   - title: the key of what it is called.
  ///   - texts: of the service that has the page.
  public init(
    _ address: Address, roles: Set<Role>, homeOf: Set<Role> = [], title: String, texts: Texts
  ) {
    self.address = address
    self.roles = roles
    self.homeOf = homeOf
    self.title = title
    self.texts = texts
  }

  func title(in language: Language) -> String { texts[language].text(title) }
}
