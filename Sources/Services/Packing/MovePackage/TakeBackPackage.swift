import Contracts
import FoundationEssentials
import Postgres

/// Takes back a package's last step while that is not long ago.
protocol PackageTakeBack: PackageMove {
  /// What was done then or earlier, `$5`, cannot be taken back any more.
  var doneAfter: Date { get }
}

extension PackageTakeBack {
  static var event: String { "taken_back" }
  var bindings: Bindings {
    [act.package, act.now, act.clerk, act.versions, doneAfter]
  }
}

struct TakeBackReady: PackageTakeBack {
  static let set = "status = 'to_pack', ready_at = null"
  static let condition = "p.ready_at > $5 and p.issued_at is null and p.unpacked_at is null"
  let act: PackageAct
  let doneAfter: Date
}

struct TakeBackIssued: PackageTakeBack {
  static let set = "status = 'ready', issued_at = null"
  static let condition = "p.issued_at > $5 and p.unpacked_at is null"
  let act: PackageAct
  let doneAfter: Date
}

struct TakeBackUnpacked: PackageTakeBack {
  static let set = "unpacked_at = null"
  static let condition = "p.unpacked_at > $5"
  let act: PackageAct
  let doneAfter: Date
}
