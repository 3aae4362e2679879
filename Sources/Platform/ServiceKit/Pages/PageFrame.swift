/// What a template sees.
struct PageFrame {
  let t: [String: String]
  let language: String
  let title: String
  let style: String
  let icon: String
  let scripts: [String]
  let notice: String?
  let visitor: VisitorView?
  /// The page's own data.
  let page: Any

  /// The header's part: who is signed in and where they may go.
  struct VisitorView {
    let name: String
    let roles: String
    let links: [Link]
    let formToken: String
  }

  struct Link {
    let path: String
    let title: String
    let current: Bool
  }
}
