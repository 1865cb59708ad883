-- A draft in Neovim with its own client: what is shown, a fix, and from 附件二 to the annex.
--
--   nvim --headless --clean -l neovim.lua   (before 0.9: -c 'luafile neovim.lua')
--
-- LCPAPER is the program, DRAFT the paper. Whatever goes wrong is printed, and the status is 1.

local program, draft = os.getenv("LCPAPER"), os.getenv("DRAFT")

-- How long an answer may take, in milliseconds: machines may be busy.
local PATIENCE = 120000

local function wait_for(what, is_so)
  assert(vim.wait(PATIENCE, is_so, 10), "waited in vain for " .. what)
end

local function codes(buffer)
  local found = {}
  for _, finding in ipairs(vim.diagnostic.get(buffer)) do
    table.insert(found, finding.user_data and finding.user_data.lsp.code or finding.code)
  end
  table.sort(found)
  return table.concat(found, " ")
end

local function line(buffer, number)
  return vim.api.nvim_buf_get_lines(buffer, number - 1, number, true)[1]
end

-- Puts the cursor where a word stands, and says in which line.
local function go_to(word)
  vim.api.nvim_win_set_cursor(0, { 1, 0 })
  return assert(vim.fn.search("\\V" .. word, "cW") > 0 and vim.fn.line("."), word)
end

local function main()
  vim.opt.hidden = true
  vim.cmd("edit " .. vim.fn.fnameescape(draft))
  local buffer = vim.api.nvim_get_current_buf()
  local client = assert(vim.lsp.start_client({
    name = "lcpaper",
    cmd = { program, "lsp" },
    root_dir = vim.fn.fnamemodify(draft, ":h"),
  }))
  assert(vim.lsp.buf_attach_client(buffer, client))

  -- What is shown, under the markers.
  wait_for("findings", function() return codes(buffer) == "N001 T002" end)
  for _, finding in ipairs(vim.diagnostic.get(buffer)) do
    local marked = line(buffer, finding.lnum + 1):sub(finding.col + 1, finding.end_col)
    assert(marked == (finding.severity == vim.diagnostic.severity.ERROR and "5." or ")"), marked)
  end

  -- The fix under the cursor, by Neovim's own menu.
  local row = go_to("5. ")
  go_to(")本")
  local offered
  vim.ui.select = function(items, _, choose)
    offered = items
    for _, item in ipairs(items) do
      if (item[2] or item.action).title:find("^T002") then return choose(item) end
    end
    choose(nil)
  end
  local old = line(buffer, row)
  vim.lsp.buf.code_action()
  wait_for("the fix", function() return line(buffer, row) ~= old end)
  assert(line(buffer, row) == old:gsub("段%)", "段）"), line(buffer, row))
  assert(#offered >= 3, "fixes, new numbers and rules to be ignored are offered")
  wait_for("one finding less", function() return codes(buffer) == "N001" end)

  -- As one types.
  vim.api.nvim_buf_set_text(buffer, row - 1, 0, row - 1, 1, { "4" })
  wait_for("no finding", function() return codes(buffer) == "" end)

  -- From the reference to the annex, and back to those who refer to it.
  local from = go_to("附件二")
  vim.lsp.buf.definition()
  wait_for("the annex", function() return vim.fn.line(".") ~= from end)
  assert(vim.api.nvim_get_current_line() == "附件二", vim.api.nvim_get_current_line())
  vim.lsp.buf.references({ includeDeclaration = false })
  wait_for("references", function() return #vim.fn.getqflist() == 2 end)

  -- A new number, with the references along.
  vim.cmd("cclose")
  local second = go_to("2. 政")
  vim.lsp.buf.rename("8")
  wait_for("the new number", function() return line(buffer, second):find("^8%. ") ~= nil end)
  go_to("上文第 8 段")
  wait_for("its findings", function() return codes(buffer):find("N") ~= nil end)

  vim.lsp.stop_client(client)
  wait_for("the end of the server", function() return vim.lsp.client_is_stopped(client) end)
end

local fine, problem = xpcall(main, debug.traceback)
if not fine then
  io.stderr:write(tostring(problem) .. "\n")
  vim.cmd("cquit! 1")
end
print("as it should be\n")
vim.cmd("qall!")
