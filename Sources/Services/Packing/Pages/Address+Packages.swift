import Contracts

extension Address {
  /// Where the page's script learns of changes.
  static let packagesStream = Address.packages.below("stream")

  /// Where a button of the page leads.
  static func packageButton(_ step: PackageStep, of package: String) -> Address {
    Address.packages.below(package, step.rawValue)
  }
}
