import Contracts
import FoundationEssentials
import ServiceKit

/// On whose behalf orders are looked at and changed: it decides which orders there are, in what
/// form they are shown and what may be done with them.
struct Viewer: Sendable {
  let actor: Actor
  let caller: Caller
  /// HCB's id of the client whose orders there are; nil: not narrowed by client.
  let clientSubject: ExactText?
  /// The worker whose orders there are; nil: not narrowed by worker.
  let workerID: UUID?

  init(_ actor: Actor, _ caller: Caller) {
    self.actor = actor
    self.caller = caller
    clientSubject = actor == .client ? caller.subject : nil
    // A subject that is no id is nobody's.
    workerID = actor == .worker ? UUID(uuidString: caller.subject.text) ?? .zero : nil
  }

  /// The condition that an order `o` is one of the viewer's, with the subject as `$2` and the
  /// worker as `$3`.
  static let visible = """
    ($2::text is null
            or o.client_id = (select v.id from clients_api.v1_client v where v.external_id = $2))
    and    ($3::uuid is null or o.worker_id = $3)
    """
}

extension RequestScope {
  /// The caller as one of the given actors; who is several is the one with most rights.
  ///
  /// - Throws: 401 without a token, 403 with none of the roles.
  func viewer(_ actors: Actor...) throws -> Viewer {
    let caller = try require()
    for (actor, role) in [(Actor.manager, Role.manager), (.worker, .worker), (.client, .client)]
    where actors.contains(actor) && caller.has(role) {
      return Viewer(actor, caller)
    }
    throw Problem.forbidden
  }
}
