import Contracts

extension Address {
  static let openAPI = Address("/openapi.yaml")
  static let asyncAPI = Address("/asyncapi.yaml")
  /// The events, as a page.
  static let events = page(of: "events")

  /// The document of a service, as a page.
  static func page(of service: String) -> Address { Address("/docs").below(service) }
}
