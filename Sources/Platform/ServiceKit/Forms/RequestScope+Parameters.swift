public import FoundationEssentials
import Hummingbird

extension RequestScope {
  /// The path's id, such as `{id}` of `/api/orders/{id}`.
  ///
  /// - Throws: 404 unless it is a UUID: there is nothing of that name.
  public func id(_ name: String = "id") throws -> UUID {
    guard let text = coreContext.parameters.get(name), case .value(let id) = TextRule.uuid(text)
    else { throw Problem.notFound }
    return id
  }
}
