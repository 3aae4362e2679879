public import Contracts
public import FoundationEssentials
import Postgres
public import ServiceKit

/// The managers' pages of one side's money, as far as clients' and workers' are alike. What is done
/// there goes by the functions that REST has.
public struct Desk: Sendable {
  /// Where it is; what it leads to lies below.
  public let address: Address
  let side: Person.Kind
  /// In the order of its tabs; the first is what one sees first.
  let parts: [DeskPart]
  let approvals: Approvals
  let differences: Differences
  let zone: String
  let listCorrections: ListCorrections

  /// What was taken back, the newest first, from where a page before ended; at most so many.
  public typealias ListCorrections =
    @Sendable (
      _ after: ListPlace.Key?, _ limit: Int
    ) async throws -> [DeskCorrection]

  var database: PostgresClient { approvals.database }
  var clock: Clock { approvals.clock }

  /// - Parameters:
  ///   - side: whose money it is.
  ///   - parts: in the order of its tabs.
  ///   - zone: of business time, by its IANA name.
  public init(
    _ address: Address, of side: Person.Kind, _ parts: [DeskPart], _ approvals: Approvals,
    _ differences: Differences, zone: String, corrections: @escaping ListCorrections
  ) {
    self.address = address
    self.side = side
    self.parts = parts
    self.approvals = approvals
    self.differences = differences
    self.zone = zone
    listCorrections = corrections
  }

  static let pageSize = 50

  /// The page of a party.
  public func page(of party: UUID) -> Address { address.below("\(side.rawValue)s", party.wire) }

  /// A page on which something is done with one of several, such as `proposals`.
  public func act(_ act: String, on what: String, _ id: String) -> Address {
    address.below(what, id, act)
  }

  public func invoice(_ id: UUID) -> Address { address.below(id.wire) }

  func part(_ part: DeskPart) -> ListAddress {
    ListAddress(address, QueryForm(query: nil)).with(Self.part, part.rawValue)
  }

  static let part = "tab"
}

/// What on a desk waits for somebody, or is looked through.
public enum DeskPart: String, CaseIterable, Sendable {
  /// Invoices of which something is left to be paid.
  case unpaid
  /// Those among them of which no try will come by itself.
  case overdue
  /// Those whose last try has failed.
  case failed
  /// Those for which nobody has said where to.
  case noAccount = "no-account"
  /// Tries of which nobody knows what has become.
  case unknown
  case corrections, proposals, differences

  /// How it stands with the money of its invoices; nil: it is not about invoices.
  var statuses: [InvoiceStatus]? {
    switch self {
    case .unpaid: [.waiting, .underWay, .noMethod, .failed, .refused, .overdue]
    case .overdue: [.overdue]
    case .failed: [.failed, .refused]
    case .noAccount: [.noMethod]
    case .unknown, .corrections, .proposals, .differences: nil
    }
  }
}
