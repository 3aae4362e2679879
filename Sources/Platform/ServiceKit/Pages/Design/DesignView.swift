import Contracts

/// What the catalogue shows.
struct DesignView: PageData {
  static let template = "design"
  static var example: DesignView { DesignView(.example, look: Design.looks[0]) }

  /// By the partials' names.
  let components: [String: [Any]]
  let looks: [Look]

  struct Look {
    let path: String
    let language: String
    let title: String
    let current: Bool
  }

  init(_ texts: LocalTexts, look: Design.Look) {
    components = DesignComponent.all.reduce(into: [:]) { components, component in
      components[component.partial] = component.examples(texts)
    }
    looks = Design.looks.map {
      Look(
        path: $0.path, language: $0.language.rawValue, title: $0.title,
        current: $0.path == look.path)
    }
  }

  /// Rows that become cards on a phone; a class of the style sheet, not a partial.
  private static let table = """
    <section>
    <h2>list</h2>
    <table class="list">
    <thead>
    <tr><th scope="col">{{t.design_name}}</th><th scope="col" class="amount">{{t.design_all}}</th></tr>
    </thead>
    <tbody>
    <tr>
    <th scope="row">{{t.design_cat}}</th>
    <td data-label="{{t.design_all}}" class="amount">12.00</td>
    </tr>
    </tbody>
    </table>
    </section>
    """

  /// The page's source, with a section for each component.
  static var source: String {
    let sections = DesignComponent.all.map { component in
      let name = component.partial
      return """
        <section>
        <h2>\(name)</h2>
        {{#page.components.\(name)}}
        {{> \(name)}}
        {{/page.components.\(name)}}
        </section>
        """
    }
    return """
      {{<layout}}
      {{$main}}
      <ul>
      {{#page.looks}}
      <li><a href="{{path}}" hreflang="{{language}}" lang="{{language}}"{{#current}} \
      aria-current="page"{{/current}}>{{title}}</a></li>
      {{/page.looks}}
      </ul>
      \(sections.joined(separator: "\n"))
      \(table)
      {{/main}}
      {{/layout}}
      """
  }
}
