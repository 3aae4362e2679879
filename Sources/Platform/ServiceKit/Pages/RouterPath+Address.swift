public import Contracts
public import Hummingbird

extension RouterPath {
  public init(_ address: Address) { self.init(address.path) }
}
