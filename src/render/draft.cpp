#include "render/draft.hpp"

#include "base/embedded.hpp"
#include "render/draft_facts.hpp"
#include "render/draft_template.hpp"

namespace faultline::render {

std::vector<std::string> draft_templates() {
  constexpr std::string_view kPrefix = "templates/draft_", kSuffix = ".mustache";
  std::vector<std::string> names;
  for (const base::EmbeddedFile& file : base::embedded_files())
    if (file.path.starts_with(kPrefix) && file.path.ends_with(kSuffix))
      names.emplace_back(
          file.path.substr(kPrefix.size(), file.path.size() - kPrefix.size() - kSuffix.size()));
  return names;
}

std::string render_draft(const model::Report& report, const model::Incident& incident,
                         const model::SlaResult& sla, std::string_view template_text) {
  return render_template(template_text, draft_data(report, incident, sla), incident.id);
}

}  // namespace faultline::render
